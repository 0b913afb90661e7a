package io.ringmaster.inference;

/** Reads an output of one logit for each action: the highest of the possible ones wins. */
interface ActionReading extends ModelReading {

    /** The action that a valid output chooses. */
    int action(float[] output, Observation seen);

    /** The action that keeps the position. */
    int keep();

    /** Makes an action the target; {@code target} as in {@link #read}. */
    void act(int action, Observation seen, Target target);

    @Override
    default boolean isValid(final float[] output) {
        return Logits.areFinite(output);
    }

    @Override
    default void read(final float[] output, final Observation seen, final Target target) {
        act(action(output, seen), seen, target);
    }
}
