package io.ringmaster.inference;

import io.ringmaster.units.FixedPoint;

/**
 * Two numbers in [-1, 1]: the exposure as a share of a full target, and how far away the stop is.
 *
 * <pre>
 *   exposure = clip(output[0], -1, 1) x maxExposure
 *   stop     = mark x (1 -/+ distance), distance = leastStop + (output[1] + 1) / 2 x (mostStop - leastStop)
 * </pre>
 *
 * <p>The position and its stop stay while the wanted share differs from the held one by less than the dead zone. Source: reference, features, B.1.
 */
final class ContinuousReading implements ModelReading {

    /** A network that ends in tanh may exceed 1 by rounding. */
    private static final float LARGEST = 1 + 1e-6f;

    private final long maxExposureE8;
    private final double deadZone;
    private final double leastStop;
    private final double mostStop;

    ContinuousReading(final long maxExposureE8, final ModelSettings.Bounds bounds) {
        this.maxExposureE8 = maxExposureE8;
        deadZone = FixedPoint.toDouble(bounds.deadZoneE8());
        leastStop = FixedPoint.toDouble(bounds.leastStopE8());
        mostStop = FixedPoint.toDouble(bounds.mostStopE8());
    }

    @Override
    public boolean isValid(final float[] output) {
        return isInRange(output[0]) && isInRange(output[1]);
    }

    @Override
    public void read(final float[] output, final Observation seen, final Target target) {
        final double share = Math.clamp((double) output[0], -1, 1);
        final double held = seen.exposure / FixedPoint.toDouble(maxExposureE8);
        if (Math.abs(share - held) < deadZone) {
            return;
        }
        Targets.expose(target, Math.round(share * maxExposureE8), maxExposureE8);
        if (target.exposureE8 != 0) {
            final double distance = leastStop + 0.5 * (Math.clamp((double) output[1], -1, 1) + 1) * (mostStop - leastStop);
            final double side = target.exposureE8 > 0 ? 1 - distance : 1 + distance;
            target.stopPriceE8 = FixedPoint.multiplyHalfEven(seen.market.markPriceE8, Math.round(side * FixedPoint.ONE));
        }
    }

    private static boolean isInRange(final float value) {
        return Math.abs(value) <= LARGEST;
    }
}
