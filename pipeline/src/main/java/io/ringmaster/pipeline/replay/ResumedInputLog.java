package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.port.InputLog;
import org.agrona.DirectBuffer;

/** Compares inputs with those that an earlier run recorded, and records the later ones. */
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
