package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/**
 * A network as the predictor. The only number of its first output is the chance that the price rises, in [0, 1]: that of a long entry. The chance of a
 * short entry is the rest to 1.
 */
final class ModelPredictor implements Predictor {

    private final AskedModel model;
    private final Ensemble ensemble;
    private double rises;

    ModelPredictor(final AskedModel model, final ModelSettings settings) {
        this.model = model;
        ensemble = new Ensemble(settings, new Rise());
    }

    /** Keeps the number; it makes no target. */
    private final class Rise implements ModelReading {

        @Override
        public boolean isValid(final float[] output) {
            return SizeReading.isShare(output[0]);
        }

        @Override
        public void read(final float[] output, final Observation seen, final Target target) {
            rises = Math.clamp((double) output[0], 0, 1);
        }
    }

    @Override
    public double chance(final Observation seen, final Signal direction) {
        final DecisionReason silent = model.ask(seen);
        if (silent != null) {
            return silent == DecisionReason.MODEL_LATE ? LATE : UNKNOWN;
        }
        if (!ensemble.read(model, seen, null)) {
            return INVALID;
        }
        return direction == Signal.LONG ? rises : 1 - rises;
    }
}
