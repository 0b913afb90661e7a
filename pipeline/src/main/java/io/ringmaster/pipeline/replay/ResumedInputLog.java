package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.port.InputLog;
import org.agrona.DirectBuffer;

/** Checks inputs against what an earlier run recorded, and records those it had not come to. */
final class ResumedInputLog implements InputLog {

    private final RecordedPrefix recorded;
    private final JournalWriter writer;

    ResumedInputLog(final RecordedPrefix recorded, final JournalWriter writer) {
        this.recorded = recorded;
        this.writer = writer;
    }

    @Override
    public void append(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        if (recorded.isExhausted()) {
            writer.append(sequence, buffer, offset, length);
        } else {
            recorded.check(buffer, offset, length);
        }
    }

    @Override
    public void idle() {
        writer.idle();
    }
}
