package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;

/** Checks that a policy's target makes sense: its numbers are numbers, in their ranges, and do not stay the same for ever. */
final class TargetCheck {

    /** More than any venue lends. */
    private static final long MOST_EXPOSURE_E8 = 50 * FixedPoint.ONE;

    private final Last[] last;

    private static final class Last {

        private Signal signal = Signal.HOLD;
        private long exposureE8;
        private double strength;
        private double confidence;
        private int timesInARow;
    }

    TargetCheck(final int instruments) {
        last = new Last[instruments];
        for (int i = 0; i < instruments; i++) {
            last[i] = new Last();
        }
    }

    boolean isSound(final Target target, final RiskLimits limits) {
        return isInRange(target) && !isStuck(target, limits.repetition().maxSameTargets());
    }

    private static boolean isInRange(final Target target) {
        final boolean isDirected = switch (target.signal) {
            case LONG -> target.exposureE8 >= 0;
            case SHORT -> target.exposureE8 <= 0;
            case FLAT, HOLD -> true;
            case NULL_VAL -> false;
        };
        // A comparison with NaN is false.
        final boolean isNumber = target.strength >= 0 && target.strength <= 1 && target.confidence >= 0 && target.confidence <= 1;
        return isDirected && isNumber && target.exposureE8 != Long.MIN_VALUE && Math.abs(target.exposureE8) <= MOST_EXPOSURE_E8;
    }

    /** To hold or to leave again and again is no fault. */
    private boolean isStuck(final Target target, final int most) {
        final Last before = last[target.instrumentId];
        final boolean isSame = target.signal == before.signal && target.exposureE8 == before.exposureE8
            && target.strength == before.strength && target.confidence == before.confidence;
        before.timesInARow = isSame ? before.timesInARow + 1 : 1;
        before.signal = target.signal;
        before.exposureE8 = target.exposureE8;
        before.strength = target.strength;
        before.confidence = target.confidence;
        return most > 0 && before.timesInARow > most && target.signal != Signal.FLAT && target.signal != Signal.HOLD;
    }
}
