package io.ringmaster.pipeline.handler;

import com.lmax.disruptor.EventHandler;

/** Sees every slot of the ring in order, on one thread, after the handlers of the previous stage have finished it. */
@FunctionalInterface
public interface StageHandler extends EventHandler<EventSlot> {

    /** Whether the event waits for somebody to answer: the next stage must not see it yet. Only a ring on one thread can wait. */
    default boolean isWaiting() {
        return false;
    }

    /** Goes on with the event that waited; the answer is there. */
    default void goOn(final EventSlot slot) {
        throw new IllegalStateException("no event waits");
    }
}
