package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/** Rules that all policies share: how a target is filled in. */
final class Targets {

    private Targets() {
    }

    /** Leaves the market. */
    static void flat(final Target target, final DecisionReason reason, final int agreeing) {
        target.signal = Signal.FLAT;
        target.strength = 1;
        target.confidence = 1;
        target.agreeing = agreeing;
        target.reason = reason;
    }

    /**
     * Wants a signed exposure, for the reason that the target has; 0 leaves the market.
     *
     * @param maxExposureE8 exposure of a full target
     */
    static void expose(final Target target, final long exposureE8, final long maxExposureE8) {
        if (exposureE8 == 0) {
            flat(target, target.reason, 0);
            return;
        }
        target.signal = exposureE8 > 0 ? Signal.LONG : Signal.SHORT;
        target.exposureE8 = exposureE8;
        target.strength = Math.abs(exposureE8) / (double) maxExposureE8;
        target.confidence = target.strength;
    }

    /** Signed exposure of a LONG or SHORT. */
    static long exposureE8(final PolicySettings settings, final Target target) {
        final long size = switch (settings.size().sizing()) {
            case FIXED -> settings.size().maxExposureE8();
            case CONFIDENCE -> (long) Math.rint(settings.size().maxExposureE8() * target.confidence);
        };
        return target.signal == Signal.LONG ? size : -size;
    }
}
