package io.ringmaster.lab.backtest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The returns of UTC days, in their order.
 *
 * @param days   days since 1970; those without data are missing
 * @param values return of each, as a share
 */
public record DailyReturns(long[] days, double[] values) {

    /** @param days as many as values, rising */
    public DailyReturns {
        if (days.length != values.length) {
            throw new IllegalArgumentException("there must be a return for each day: " + days.length + " days, " + values.length + " returns");
        }
    }

    /** Several stretches as one account that is passed on from one to the next. */
    public static DailyReturns joined(final List<DailyReturns> stretches) {
        final Map<Long, Double> growth = new TreeMap<>();
        for (final DailyReturns stretch : stretches) {
            for (int i = 0; i < stretch.days.length; i++) {
                growth.merge(stretch.days[i], 1 + stretch.values[i], (one, other) -> one * other);
            }
        }
        return new DailyReturns(
            growth.keySet().stream().mapToLong(Long::longValue).toArray(), growth.values().stream().mapToDouble(value -> value - 1).toArray());
    }

    /** The days from {@code from} up to, and without, {@code to}: places, not dates. */
    public DailyReturns part(final int from, final int to) {
        return new DailyReturns(Arrays.copyOfRange(days, from, to), Arrays.copyOfRange(values, from, to));
    }

    /** The returns of other days: 0 where this has none. */
    public DailyReturns on(final long[] others) {
        final double[] found = new double[others.length];
        for (int i = 0; i < others.length; i++) {
            final int place = Arrays.binarySearch(days, others[i]);
            found[i] = place < 0 ? 0 : values[place];
        }
        return new DailyReturns(others, found);
    }

    /** Number of days. */
    public int count() {
        return days.length;
    }

    /** What all days earn together, as a share. */
    public double net() {
        double growth = 1;
        for (final double each : values) {
            growth *= 1 + each;
        }
        return growth - 1;
    }
}
