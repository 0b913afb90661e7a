package io.ringmaster.pipeline.topology;

import com.lmax.disruptor.EventHandler;
import io.ringmaster.pipeline.handler.EventSlot;
import java.util.List;

/** The handlers, built and ready to be wired; a stage that is not wanted is a handler that does nothing. */
public record Stages(
    EventHandler<EventSlot> inputJournal,
    EventHandler<EventSlot> market,
    List<EventHandler<EventSlot>> shards,
    EventHandler<EventSlot> decision,
    EventHandler<EventSlot> sequencer) {

    public Stages {
        shards = List.copyOf(shards);
    }
}
