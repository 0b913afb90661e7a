package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.OutputSink;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** Compares recomputed outputs with those of a journal that may still be written; remembers whether one was missing. */
final class FollowedOutput implements OutputSink {

    private final RecordedPrefix recorded;
    private final BooleanSupplier mayComeYet;
    private final JournalReader reader;
    private boolean isMissing;

    /** @param mayComeYet called if a record is missing: waits a little and returns whether to look again */
    FollowedOutput(final JournalReader reader, final BooleanSupplier mayComeYet) {
        this.reader = reader;
        this.mayComeYet = mayComeYet;
        recorded = new RecordedPrefix("output", reader, Long.MAX_VALUE);
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        if (isMissing) {
            return;
        }
        while (!reader.next()) {
            if (!mayComeYet.getAsBoolean()) {
                isMissing = true;
                return;
            }
        }
        recorded.compare(buffer, offset, length);
    }

    /** Whether a recomputed output is not recorded, because the session was interrupted there. */
    boolean isMissing() {
        return isMissing;
    }

    long sequence() {
        return reader.sequence();
    }

    int chain() {
        return reader.chain();
    }

    void close() {
        reader.close();
    }
}
