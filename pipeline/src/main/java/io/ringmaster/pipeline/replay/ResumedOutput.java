package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.port.OutputSink;
import org.agrona.DirectBuffer;

/** Checks outputs against what an earlier run said, and records those it had not come to. Output records count from 1. */
final class ResumedOutput implements OutputSink {

    private final RecordedPrefix recorded;
    private final JournalWriter writer;

    ResumedOutput(final RecordedPrefix recorded, final JournalWriter writer) {
        this.recorded = recorded;
        this.writer = writer;
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
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
