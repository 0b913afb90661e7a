package io.ringmaster.pipeline.topology;

import io.ringmaster.pipeline.handler.Challengers;
import io.ringmaster.pipeline.handler.StageHandler;
import java.util.List;

/** The handlers, built and ready to be wired; a stage that a measurement leaves out is a handler that does nothing. */
public record Stages(
    StageHandler inputJournal,
    StageHandler market,
    List<StageHandler> shards,
    StageHandler decision,
    StageHandler sequencer,
    Challengers challengers) {

    public Stages {
        shards = List.copyOf(shards);
    }

    /** Without challengers. */
    public Stages(
        final StageHandler inputJournal, final StageHandler market, final List<StageHandler> shards, final StageHandler decision,
        final StageHandler sequencer) {
        this(inputJournal, market, shards, decision, sequencer, Challengers.NONE);
    }

    /** The same with these challengers. */
    public Stages with(final Challengers others) {
        return new Stages(inputJournal, market, shards, decision, sequencer, others);
    }
}
