package io.ringmaster.cli;

import io.ringmaster.lab.source.JournalSource;
import io.ringmaster.lab.source.Sources;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** What {@code --data} names: a file of a known format, a session, or an imported journal. */
final class RecordedData {

    private RecordedData() {
    }

    /** @throws InvalidInputException if there is no such thing */
    static MarketDataSource open(final Path data, final String symbol, final LongConsumer progress) {
        if (Files.isDirectory(data)) {
            final SessionDirectory session = new SessionDirectory(data);
            return new JournalSource(Files.isDirectory(session.input()) ? session.input() : data);
        }
        if (!Files.exists(data)) {
            throw new InvalidInputException(data + " does not exist. Give the path of a recorded market with --data.");
        }
        return Sources.open(data, Sources.formatOf(data), symbol, 0, progress);
    }
}
