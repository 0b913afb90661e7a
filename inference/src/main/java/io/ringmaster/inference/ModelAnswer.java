package io.ringmaster.inference;

import io.ringmaster.schema.EngineKind;

/**
 * What the models said for a decision, before it became an action: the first output of each model, one model after the other. Mutable, reused, owned by
 * the decision stage.
 */
public final class ModelAnswer {

    /** Numbers in the first output of a model, at most. */
    public static final int MOST_NUMBERS = 5;

    /** What ran the models. */
    public EngineKind engine = EngineKind.NULL_VAL;
    /** As they said them, to the bit. */
    public final float[] numbers;
    /** How many of {@link #numbers} count; 0 if no model ran. */
    public int count;
    /** How many models decide together; 0 if no model is asked. */
    public final int models;

    ModelAnswer(final int models) {
        this.models = models;
        numbers = new float[models * MOST_NUMBERS];
    }

    void clear() {
        engine = EngineKind.NULL_VAL;
        count = 0;
    }

    void add(final float[] output) {
        System.arraycopy(output, 0, numbers, count, output.length);
        count += output.length;
    }
}
