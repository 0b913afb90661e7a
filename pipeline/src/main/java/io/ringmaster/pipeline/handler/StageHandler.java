package io.ringmaster.pipeline.handler;

import com.lmax.disruptor.EventHandler;

/** Sees every slot of the ring in order, on one thread, after the handlers of the previous stage have finished it. */
@FunctionalInterface
public interface StageHandler extends EventHandler<EventSlot> {
}
