package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelEngines;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;

/**
 * What the models of a session said, from its output journal. Its engines say that again, whatever they compute, so that a replay checks everything
 * behind the models on any machine. They still compute where they can, and compare.
 *
 * <p>The publisher's thread opens engines, and the thread of the decision runs them. Read the counts while the engine is at rest.
 */
final class RecordedAnswers implements ModelEngines, AutoCloseable {

    private final SessionDirectory session;
    private final long records;
    private final JournalReader reader;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ModelOutputDecoder record = new ModelOutputDecoder();
    private final OutputDifferences differences = new OutputDifferences();
    /** Whether {@link #record} is one that no decision has passed. */
    private boolean isAhead;
    private long lastCause;
    private long read;
    private long notComputed;
    private volatile String why = "";
    private volatile boolean lacksModel;

    /** @param records outputs that were verified; later ones are not read */
    RecordedAnswers(final SessionDirectory session, final long records) {
        this.session = session;
        this.records = records;
        reader = JournalReader.open(session.output());
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
        while (!isAhead || record.causeSequence() < inputSequence) {
            if (!advance()) {
                break;
            }
        }
        if (isAhead && record.causeSequence() == inputSequence) {
            read++;
            return record.sbeRewind();
        }
        if (read == 0 && inputSequence < lastCause) {
            throw new InvalidInputException(session.path() + " does not tell what its model said for its decision on input " + inputSequence
                + ": a build recorded it that did not write that. Replay it without --recorded-decisions.");
        }
        return null;
    }

    /** Moves to the next record of a model's output; false if there is none. */
    private boolean advance() {
        isAhead = false;
        while (!isAhead && reader.sequence() < records && reader.next()) {
            lastCause = InputMessage.causeSequence(reader.buffer(), reader.offset());
            if (InputMessage.templateId(reader.buffer(), reader.offset()) == ModelOutputDecoder.TEMPLATE_ID) {
                record.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                isAhead = true;
            }
        }
        return isAhead;
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
        reader.close();
    }
}
