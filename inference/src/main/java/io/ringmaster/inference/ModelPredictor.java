package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/**
 * A network as the predictor. The only number of its first output is the chance that the price rises, in [0, 1]: that of a long entry. The chance of a
 * short entry is the rest to 1.
 */
final class ModelPredictor implements Predictor {

    /** A network that ends in a sigmoid or softmax may leave [0, 1] by rounding. */
    private static final float ROUNDING = 1e-6f;

    private final AskedModel model;

    ModelPredictor(final AskedModel model) {
        this.model = model;
    }

    @Override
    public double chance(final Observation seen, final Signal direction) {
        final DecisionReason silent = model.ask(seen);
        if (silent != null) {
            return silent == DecisionReason.MODEL_LATE ? LATE : UNKNOWN;
        }
        final float rises = model.answer()[0];
        if (!(rises >= -ROUNDING && rises <= 1 + ROUNDING)) {
            return INVALID;
        }
        final double chance = Math.clamp((double) rises, 0, 1);
        return direction == Signal.LONG ? chance : 1 - chance;
    }
}
