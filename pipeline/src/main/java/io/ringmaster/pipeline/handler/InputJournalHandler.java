package io.ringmaster.pipeline.handler;

import io.ringmaster.pipeline.port.InputLog;

/** Stage 1: records every input before the sequencer may act on it. */
public final class InputJournalHandler implements StageHandler, QuietMoment {

    private final InputLog log;

    public InputJournalHandler(final InputLog log) {
        this.log = log;
    }

    @Override
    public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
        log.append(slot.sequence, slot.payload, 0, slot.length);
        if (endOfBatch) {
            log.idle();
        }
    }

    @Override
    public void onTimeout(final long sequence) {
        log.idle();
    }

    @Override
    public void onQuiet() {
        log.idle();
    }
}
