package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.units.FixedPoint;

/** A factor in [0, 1], or two logits, skip and take: how much of the proposed exposure is wanted. 0 and skip keep the position. */
final class SizeReading implements ModelReading {

    /** A network that ends in a sigmoid or softmax may leave [0, 1] by rounding. */
    private static final float ROUNDING = 1e-6f;
    private static final int TAKE = 1;
    private static final int ANY = 0b11;

    @Override
    public boolean read(final float[] output, final Observation seen, final Target target) {
        final boolean isValid = output.length == 1 ? output[0] >= -ROUNDING && output[0] <= 1 + ROUNDING : Logits.areFinite(output);
        if (!isValid) {
            return false;
        }
        final double factor = output.length == 1 ? Math.clamp((double) output[0], 0, 1) : Logits.best(output, ANY) == TAKE ? 1 : 0;
        final long exposureE8 = FixedPoint.multiplyHalfEven(target.exposureE8, Math.round(factor * FixedPoint.ONE));
        if (exposureE8 == 0) {
            target.hold(target.instrumentId, DecisionReason.MODEL_SKIP);
        } else {
            target.exposureE8 = exposureE8;
            target.reason = DecisionReason.MODEL;
        }
        return true;
    }
}
