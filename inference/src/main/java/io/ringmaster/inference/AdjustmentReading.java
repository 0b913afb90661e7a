package io.ringmaster.inference;

import io.ringmaster.units.FixedPoint;

/**
 * Five logits: increase, decrease, stay, flat, reverse. Increase moves the exposure by one step towards long, decrease towards short; no action goes
 * beyond a full target. An action that cannot change anything is masked: increase at a full long, decrease at a full short, flat and reverse without a
 * position.
 */
final class AdjustmentReading implements ActionReading {

    private static final int INCREASE = 0;
    private static final int DECREASE = 1;
    static final int STAY = 2;
    private static final int FLAT = 3;
    private static final int REVERSE = 4;

    private final long maxExposureE8;
    private final long stepE8;

    /** @param stepE8 as a share of a full target */
    AdjustmentReading(final long maxExposureE8, final long stepE8) {
        this.maxExposureE8 = maxExposureE8;
        this.stepE8 = FixedPoint.multiplyHalfEven(maxExposureE8, stepE8);
    }

    @Override
    public int action(final float[] output, final Observation seen) {
        return Logits.best(output, allowed(heldE8(seen), maxExposureE8));
    }

    @Override
    public int keep() {
        return STAY;
    }

    @Override
    public void act(final int action, final Observation seen, final Target target) {
        if (action != STAY) {
            Targets.expose(target, Math.clamp(wantedE8(action, heldE8(seen)), -maxExposureE8, maxExposureE8), maxExposureE8);
        }
    }

    private static long heldE8(final Observation seen) {
        return Math.round(seen.exposure * FixedPoint.ONE);
    }

    static int allowed(final long heldE8, final long maxExposureE8) {
        return (heldE8 < maxExposureE8 ? 1 << INCREASE : 0) | (heldE8 > -maxExposureE8 ? 1 << DECREASE : 0) | 1 << STAY
            | (heldE8 == 0 ? 0 : 1 << FLAT | 1 << REVERSE);
    }

    private long wantedE8(final int action, final long heldE8) {
        return switch (action) {
            case INCREASE -> heldE8 + stepE8;
            case DECREASE -> heldE8 - stepE8;
            case FLAT -> 0;
            case REVERSE -> -heldE8;
            default -> throw new IllegalStateException("no action " + action);
        };
    }
}
