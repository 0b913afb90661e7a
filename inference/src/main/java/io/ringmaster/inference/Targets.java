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

    /** Signed exposure of a LONG or SHORT. */
    static long exposureE8(final PolicySettings settings, final Target target) {
        final long size = switch (settings.size().sizing()) {
            case FIXED -> settings.size().maxExposureE8();
            case CONFIDENCE -> (long) Math.rint(settings.size().maxExposureE8() * target.confidence);
        };
        return target.signal == Signal.LONG ? size : -size;
    }
}
