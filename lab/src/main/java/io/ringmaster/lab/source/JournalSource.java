package io.ringmaster.lab.source;

import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.feed.recorded.ImportCounts;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.nio.file.Path;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** The market of a recorded session or an import: the inputs from outside, without those of the session itself. */
public final class JournalSource implements CountedSource {

    private final Path journal;
    /** Null for a whole journal. */
    private final JournalBeginning beginning;
    private final JournalReader reader;
    private final ImportCounts counts = new ImportCounts();

    /** @param journal directory of an input journal */
    public JournalSource(final Path journal) {
        this.journal = journal;
        beginning = JournalBeginning.of(journal);
        reader = JournalReader.open(journal);
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        while (reader.next()) {
            if (isMarket(InputMessage.templateId(reader.buffer(), reader.offset()))) {
                buffer.putBytes(0, reader.buffer(), reader.offset(), reader.length());
                counts.count(InputMessage.timeNs(buffer, 0));
                return reader.length();
            }
        }
        return 0;
    }

    private static boolean isMarket(final int templateId) {
        return switch (templateId) {
            case TradeDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID, BookDeltaDecoder.TEMPLATE_ID, TickerDecoder.TEMPLATE_ID,
                 ImportedBarDecoder.TEMPLATE_ID, OutsideSignalDecoder.TEMPLATE_ID, FeedStateDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    @Override
    public List<String> notes() {
        return beginning == null ? List.of() : List.of(journal + " " + beginning.inWords());
    }

    @Override
    public ImportCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        reader.close();
    }
}
