package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelEngines;
import io.ringmaster.schema.ModelOutputDecoder;

/**
 * What the models of a session said, from its output journal. Its engines say that again, whatever they compute, so that a replay checks everything
 * behind the models on any machine. They still compute where they can, and compare.
 *
 * <p>The publisher's thread opens engines, and the thread of the decision runs them. Read the counts while the engine is at rest.
 */
final class RecordedAnswers implements ModelEngines, AutoCloseable {

    private final SessionDirectory session;
    private final ModelRecords records;
    private final OutputDifferences differences = new OutputDifferences();
    private long read;
    private long notComputed;
    private volatile String why = "";
    private volatile boolean lacksModel;

    /** @param records outputs that were verified; later ones are not read */
    RecordedAnswers(final SessionDirectory session, final long records) {
        this.session = session;
        this.records = new ModelRecords(session.output(), 0, records);
    }

    @Override
    public ModelEngine open(final EngineConfig config) {
        if (config.model().isAbsent()) {
            lacksModel = true;
            why = config.model().whyAbsent();
            return new RecordedEngine(config, null, this);
        }
        try {
            return new RecordedEngine(config, config.model().take(), this);
        } catch (final ModelRefusedException e) {
            why = e.getMessage();
            return new RecordedEngine(config, null, this);
        }
    }

    /**
     * Finds what was said for a decision.
     *
     * @return null if the session was interrupted before it was recorded, or decided nothing there
     * @throws InvalidInputException if the session recorded decisions of models, but not what they said
     */
    ModelOutputDecoder find(final long inputSequence) {
        final ModelOutputDecoder found = records.find(inputSequence);
        if (found != null) {
            read++;
        } else if (read == 0 && inputSequence < records.lastCause()) {
            throw new InvalidInputException(session.path() + " does not tell what its model said for its decision on input " + inputSequence
                + ": a build recorded it that did not write that. Replay it without --recorded-decisions.");
        }
        return found;
    }

    OutputDifferences differences() {
        return differences;
    }

    /** No model ran for a decision. */
    void onNotComputed() {
        notComputed++;
    }

    /** An engine failed. */
    void onFailure(final String message) {
        why = message;
        notComputed++;
    }

    /** Whether the file of a model is missing, and with it the reference of its drift. */
    boolean lackModel() {
        return lacksModel;
    }

    long notComputed() {
        return notComputed;
    }

    /** Why a model did not run here; empty if all ran. */
    String why() {
        return why;
    }

    @Override
    public void close() {
        records.close();
    }
}
