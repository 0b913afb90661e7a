package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.port.OutputSink;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** Compares outputs with those that an earlier run recorded, and records the later ones. Output records count from 1. */
final class ResumedOutput implements OutputSink {

    private final RecordedPrefix recorded;
    private final JournalWriter writer;
    private final BooleanSupplier isFollowing;

    /** @param isFollowing whether to ignore recomputed outputs, because another build recorded the session */
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
            writer.add(buffer, offset, length);
        } else {
            recorded.check(buffer, offset, length);
        }
    }

    @Override
    public void record() {
        writer.write();
    }

    @Override
    public void idle() {
        writer.idle();
    }
}
