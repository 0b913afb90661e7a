package io.ringmaster.pipeline.handler;

import com.lmax.disruptor.EventHandler;

/** Sees every slot of the ring in order, on one thread, once the handlers of the stage before it are done with it. */
@FunctionalInterface
public interface StageHandler extends EventHandler<EventSlot> {
}
