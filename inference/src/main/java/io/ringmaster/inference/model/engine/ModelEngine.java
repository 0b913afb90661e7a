package io.ringmaster.inference.model.engine;

import io.ringmaster.schema.EngineKind;
import java.util.Locale;

/**
 * Runs a model for one observation at a time. One thread uses it. The caller writes the observation into {@link #input()}, calls {@link #run()} and
 * reads {@link #output}: the arrays stay the same for the engine's whole life.
 */
public interface ModelEngine extends AutoCloseable {

    /** Which engine it is, as the journal records it. */
    EngineKind kind();

    /** Its name in messages and settings: {@code exact} or {@code onnxruntime}. */
    default String name() {
        return kind().name().toLowerCase(Locale.ROOT);
    }

    /** The observation, in the order of the model's features; written by the caller before each run. */
    float[] input();

    /** How many outputs the model has. */
    int outputs();

    /**
     * The numbers of an output, in row-major order; valid after {@link #run()} and until the next one. They may be NaN or infinite: the caller checks.
     *
     * @param index place of the output in the model
     */
    float[] output(int index);

    /**
     * The next runs are for a decision on this input of the session. What an engine computes does not depend on it; one that reads a journal needs it.
     */
    default void at(final long inputSequence) {
        // Most engines compute.
    }

    /**
     * Computes all outputs from the input.
     *
     * @throws EngineFailedException if the engine reports an error
     */
    void run();

    /**
     * Whether the last run has no answer yet. An engine that computes has one when {@link #run} returns. Where somebody else decides, as in training, the
     * event stops here, and goes on when the answer is there. Only a pipeline on one thread can wait.
     */
    default boolean isWaiting() {
        return false;
    }

    /** Gives native memory back. The engine must not be used afterwards. */
    @Override
    void close();
}
