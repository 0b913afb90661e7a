package io.ringmaster.pipeline.topology;

import io.ringmaster.pipeline.handler.StageHandler;
import java.util.List;

/** The handlers, built and ready to be wired; a stage that a measurement leaves out is a handler that does nothing. */
public record Stages(
    StageHandler inputJournal,
    StageHandler market,
    List<StageHandler> shards,
    StageHandler decision,
    StageHandler sequencer) {

    public Stages {
        shards = List.copyOf(shards);
    }
}
