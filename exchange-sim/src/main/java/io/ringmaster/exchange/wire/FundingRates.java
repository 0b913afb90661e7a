package io.ringmaster.exchange.wire;

import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Funding rates of every hour: that of the hour that runs was set as it began, and what the market says meanwhile is for the next one.
 * Absolute, quote currency per unit of base and hour. One thread.
 */
final class FundingRates {

    static final long HOUR_MS = 3_600_000;
    private static final long UNSET = Long.MIN_VALUE;

    private final long[] rateE8;
    private final long[] nextRateE8;
    private final List<List<Hour>> hours = new ArrayList<>();
    private long hour = UNSET;

    /** @param relativeE8 of the mark */
    record Hour(long beganMs, long rateE8, long relativeE8) {
    }

    FundingRates(final int instruments) {
        rateE8 = new long[instruments];
        nextRateE8 = new long[instruments];
        Arrays.fill(rateE8, UNSET);
        for (int id = 0; id < instruments; id++) {
            hours.add(new ArrayList<>());
        }
    }

    /** A rate for the next hour, or, when there was none yet, for this one too. */
    void onRate(final int instrumentId, final long absoluteE8) {
        nextRateE8[instrumentId] = absoluteE8;
        if (rateE8[instrumentId] == UNSET) {
            rateE8[instrumentId] = absoluteE8;
        }
    }

    long rateE8(final int instrumentId) {
        return rateE8[instrumentId] == UNSET ? 0 : rateE8[instrumentId];
    }

    long nextRateE8(final int instrumentId) {
        return nextRateE8[instrumentId];
    }

    /** Hours that are over, the oldest first. */
    List<Hour> hours(final int instrumentId) {
        return hours.get(instrumentId);
    }

    /** Whether the hour that ran is over: then what accrued in it is to be settled, and another one begun. */
    boolean isHourOver(final long nowMs) {
        if (hour == UNSET) {
            hour = nowMs / HOUR_MS;
        }
        return nowMs / HOUR_MS > hour;
    }

    /** @param markE8 of each instrument; 0 before there is any */
    void beginHour(final long nowMs, final IntToLongFunction markE8) {
        for (int id = 0; id < rateE8.length; id++) {
            final long mark = markE8.applyAsLong(id);
            if (rateE8[id] != UNSET && mark > 0) {
                hours.get(id).add(new Hour(hour * HOUR_MS, rateE8[id], FixedPoint.divideHalfEven(rateE8[id], mark)));
                rateE8[id] = nextRateE8[id];
            }
        }
        hour = nowMs / HOUR_MS;
    }

    static long hourOf(final long timeMs) {
        return timeMs / HOUR_MS * HOUR_MS;
    }
}
