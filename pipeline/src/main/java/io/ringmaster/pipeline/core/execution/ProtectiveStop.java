package io.ringmaster.pipeline.core.execution;

import io.ringmaster.units.FixedPoint;

/**
 * The prices at which a position is closed: a stop that only tightens, and a profit target. Distances follow the rules of the requirements' section
 * D. Breakeven (ours) is the entry price plus the fees of a round trip, so that it does break even.
 */
final class ProtectiveStop {

    private static final long BPS = 10_000;

    private final ExecutionSettings settings;
    private final long roundTripFeeE8;
    private boolean isSet;
    private boolean isLong;
    private long entryE8;
    private long bestE8;
    private long stopPriceE8;
    private long targetPriceE8;

    /** @param roundTripFeeE8 taker fees of entry and exit, of notional */
    ProtectiveStop(final ExecutionSettings settings, final long roundTripFeeE8) {
        this.settings = settings;
        this.roundTripFeeE8 = roundTripFeeE8;
    }

    void clear() {
        isSet = false;
        stopPriceE8 = 0;
        targetPriceE8 = 0;
    }

    boolean isSet() {
        return isSet;
    }

    /** 0 when not set. */
    long stopPriceE8() {
        return stopPriceE8;
    }

    /** 0 when there is none. */
    long targetPriceE8() {
        return targetPriceE8;
    }

    /**
     * The stop of an entry at that price: the wished one if it is on the right side, within the smallest and largest distance.
     *
     * @param wishedE8 not positive for none
     */
    long plannedStopPriceE8(final boolean forLong, final long priceE8, final long wishedE8) {
        final boolean isRightSide = wishedE8 > 0 && (forLong ? wishedE8 < priceE8 : wishedE8 > priceE8);
        final ExecutionSettings.StopDistance allowed = settings.stopDistance();
        final long distanceE8 = isRightSide ? Math.abs(priceE8 - wishedE8) : share(priceE8, allowed.defaultStopBps());
        final long kept = Math.clamp(distanceE8, share(priceE8, allowed.minStopBps()), share(priceE8, allowed.maxStopBps()));
        return forLong ? priceE8 - kept : priceE8 + kept;
    }

    /** A position was opened or changed. On the same side its stop stays or tightens to the planned one. */
    void protect(final boolean forLong, final long entryPriceE8, final long plannedStopPriceE8, final long plannedTargetPriceE8) {
        if (!isSet || isLong != forLong) {
            isSet = true;
            isLong = forLong;
            bestE8 = entryPriceE8;
            stopPriceE8 = plannedStopPriceE8;
            targetPriceE8 = 0;
        }
        entryE8 = entryPriceE8;
        tighten(plannedStopPriceE8);
        final boolean isRightSide = plannedTargetPriceE8 > 0 && (forLong ? plannedTargetPriceE8 > entryPriceE8 : plannedTargetPriceE8 < entryPriceE8);
        if (isRightSide) {
            targetPriceE8 = plannedTargetPriceE8;
        }
    }

    /** Sets the stop that another build had. */
    void follow(final long recordedE8) {
        if (isSet && recordedE8 > 0) {
            stopPriceE8 = recordedE8;
        }
    }

    /**
     * A decision names a stop for the open position. Ours tightens to it, but comes no nearer to the mark than the smallest distance. A looser stop,
     * or one on the wrong side of the mark, changes nothing.
     *
     * @param wishedE8 not positive for none
     * @return whether the stop moved
     */
    boolean onNamedStop(final long wishedE8, final long markE8) {
        if (wishedE8 <= 0 || (isLong ? wishedE8 >= markE8 : wishedE8 <= markE8)) {
            return false;
        }
        final long before = stopPriceE8;
        final long nearestE8 = share(markE8, settings.stopDistance().minStopBps());
        tighten(isLong ? Math.min(wishedE8, markE8 - nearestE8) : Math.max(wishedE8, markE8 + nearestE8));
        return stopPriceE8 != before;
    }

    /** Follows the mark; returns whether the stop moved. */
    boolean onMark(final long markE8) {
        bestE8 = isLong ? Math.max(bestE8, markE8) : Math.min(bestE8, markE8);
        final long gainE8 = isLong ? bestE8 - entryE8 : entryE8 - bestE8;
        final long before = stopPriceE8;
        if (isReached(gainE8, settings.trailing().breakevenFromBps())) {
            final long fees = FixedPoint.multiplyCeil(entryE8, roundTripFeeE8);
            tighten(isLong ? entryE8 + fees : entryE8 - fees);
        }
        if (isReached(gainE8, settings.trailing().closeTrailFromBps())) {
            trail(settings.trailing().closeTrailBps());
        } else if (isReached(gainE8, settings.trailing().trailFromBps())) {
            trail(settings.trailing().trailBps());
        }
        return stopPriceE8 != before;
    }

    boolean isStopHit(final long markE8) {
        return isLong ? markE8 <= stopPriceE8 : markE8 >= stopPriceE8;
    }

    boolean isTargetHit(final long markE8) {
        return targetPriceE8 > 0 && (isLong ? markE8 >= targetPriceE8 : markE8 <= targetPriceE8);
    }

    /** The first price after the start of a way at which the stop or the target is hit; the end of the way for none. */
    long firstReachedE8(final long fromE8, final long toE8, final long tickE8) {
        if (toE8 < fromE8) {
            final long belowE8 = isLong ? stopPriceE8 : targetPriceE8;
            final long priceE8 = belowE8 <= 0 ? 0 : FixedPoint.toStepFloor(belowE8, tickE8);
            return priceE8 < fromE8 ? Math.max(priceE8, toE8) : toE8;
        }
        final long aboveE8 = isLong ? targetPriceE8 : stopPriceE8;
        final long priceE8 = aboveE8 <= 0 ? toE8 : FixedPoint.toStepCeil(aboveE8, tickE8);
        return priceE8 > fromE8 ? Math.min(priceE8, toE8) : toE8;
    }

    private boolean isReached(final long gainE8, final int bps) {
        return bps > 0 && gainE8 >= share(entryE8, bps);
    }

    private void trail(final int bps) {
        final long distanceE8 = share(bestE8, bps);
        tighten(isLong ? bestE8 - distanceE8 : bestE8 + distanceE8);
    }

    private void tighten(final long otherE8) {
        stopPriceE8 = isLong ? Math.max(stopPriceE8, otherE8) : Math.min(stopPriceE8, otherE8);
    }

    private static long share(final long priceE8, final int bps) {
        return FixedPoint.multiplyDivideFloor(priceE8, bps, BPS);
    }
}
