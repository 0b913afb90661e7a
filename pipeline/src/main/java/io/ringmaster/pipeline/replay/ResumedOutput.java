package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.port.OutputSink;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** Checks outputs against what an earlier run said, and records those it had not come to. Output records count from 1. */
final class ResumedOutput implements OutputSink {

    private final RecordedPrefix recorded;
    private final JournalWriter writer;
    private final BooleanSupplier isFollowing;

    /** @param isFollowing whether what is said is of no meaning, because another build has said what was recorded */
    ResumedOutput(final RecordedPrefix recorded, final JournalWriter writer, final BooleanSupplier isFollowing) {
        this.recorded = recorded;
        this.writer = writer;
        this.isFollowing = isFollowing;
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        if (isFollowing.getAsBoolean()) {
            return;
        }
        if (recorded.isExhausted()) {
            writer.append(writer.lastSequence() + 1, buffer, offset, length);
        } else {
            recorded.check(buffer, offset, length);
        }
    }

    @Override
    public void idle() {
        writer.idle();
    }
}
