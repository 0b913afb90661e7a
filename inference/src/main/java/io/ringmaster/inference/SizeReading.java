package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.units.FixedPoint;

/** A factor in [0, 1], or two logits, skip and take: how much of the proposed exposure is wanted. 0 and skip keep the position. */
final class SizeReading implements ActionReading {

    /** A network that ends in a sigmoid or softmax may leave [0, 1] by rounding. */
    private static final float ROUNDING = 1e-6f;
    private static final int SKIP = 0;
    private static final int TAKE = 1;
    private static final int ANY = 0b11;

    /** Whether a number is in [0, 1], but for rounding. */
    static boolean isShare(final float number) {
        return number >= -ROUNDING && number <= 1 + ROUNDING;
    }

    @Override
    public boolean isValid(final float[] output) {
        return output.length == 1 ? isShare(output[0]) : Logits.areFinite(output);
    }

    @Override
    public int action(final float[] output, final Observation seen) {
        return Logits.best(output, ANY);
    }

    @Override
    public int keep() {
        return SKIP;
    }

    @Override
    public void act(final int action, final Observation seen, final Target target) {
        scale(action == TAKE ? 1 : 0, target);
    }

    @Override
    public void read(final float[] output, final Observation seen, final Target target) {
        if (output.length == 1) {
            scale(Math.clamp((double) output[0], 0, 1), target);
        } else {
            act(action(output, seen), seen, target);
        }
    }

    private static void scale(final double factor, final Target target) {
        final long exposureE8 = FixedPoint.multiplyHalfEven(target.exposureE8, Math.round(factor * FixedPoint.ONE));
        if (exposureE8 == 0) {
            target.hold(target.instrumentId, DecisionReason.MODEL_SKIP);
        } else {
            target.exposureE8 = exposureE8;
            target.reason = DecisionReason.MODEL;
        }
    }
}
