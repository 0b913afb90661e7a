package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/** Rules that all policies share: which recommendations count, and how a target is filled in. */
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

    /** Whether a strategy is active, its recommendation is on this instrument and recent enough. */
    static boolean isCurrent(final Observation seen, final int i, final long maxAgeNs) {
        final Recommendations all = seen.recommendations;
        return all.isActive[i] && all.instrumentId[i] == seen.instrumentId && all.asOfTimeNs[i] != Long.MIN_VALUE
            && (maxAgeNs == 0 || seen.timeNs - all.asOfTimeNs[i] <= maxAgeNs);
    }

    /** Takes a stop or a target price that is nearer to the market than the present one. The target's direction must be set. */
    static void tighten(final Target target, final long stopPriceE8, final long profitE8) {
        final boolean isLong = target.signal == Signal.LONG;
        target.stopPriceE8 = nearer(target.stopPriceE8, stopPriceE8, isLong);
        target.targetPriceE8 = nearer(target.targetPriceE8, profitE8, !isLong);
    }

    private static long nearer(final long known, final long other, final boolean higherIsNearer) {
        if (known == Target.NO_PRICE) {
            return other;
        }
        if (other == Target.NO_PRICE) {
            return known;
        }
        return higherIsNearer ? Math.max(known, other) : Math.min(known, other);
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
