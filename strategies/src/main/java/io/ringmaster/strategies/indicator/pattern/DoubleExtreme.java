package io.ringmaster.strategies.indicator.pattern;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;

/**
 * Double bottom (or, mirrored, double top) within the n bars before: two lows at least 5 bars apart, the second within 1 % of the lowest. 1
 * on the bar whose close crosses above the highest high between them, else 0. It costs up to n on the few bars that may complete one.
 */
final class DoubleExtreme extends Derived {

    private static final int LEAST_APART = 5;
    private static final double NEAR = 0.01;

    private final int n;
    private final double sign;
    private final Indicator high;
    private final Indicator low;
    private final Indicator sinceLowest;
    private Histories histories;
    private int highs;
    private int lows;
    private double closeBefore;

    /** @param sinceLowest bars from the lowest of the n lows before to the bar before, the newest of equal ones; mirrored likewise */
    DoubleExtreme(
        final Indicator close, final Indicator high, final Indicator low, final Indicator sinceLowest, final int n, final boolean bottom) {
        super(close, n + 1, n + 1);
        this.sinceLowest = sinceLowest;
        this.n = n;
        sign = bottom ? 1 : -1;
        this.high = bottom ? high : low;
        this.low = bottom ? low : high;
    }

    @Override
    protected void lookBack(final Histories all) {
        histories = all;
        highs = all.keep(high, n);
        lows = all.keep(low, n);
    }

    private double high(final int barsAgo) {
        return sign * histories.ago(highs, barsAgo);
    }

    private double low(final int barsAgo) {
        return sign * histories.ago(lows, barsAgo);
    }

    @Override
    protected double next(final double price) {
        final double close = sign * price;
        final double before = closeBefore;
        closeBefore = close;
        if (histories.count(lows) < n) {
            return Double.NaN;
        }
        return close > before && completes(close, before, (int) sinceLowest.value() + 1) ? 1 : 0;
    }

    /** @param lowest how many bars ago the lowest low was */
    private boolean completes(final double close, final double before, final int lowest) {
        return completes(close, before, lowest, 1) || completes(close, before, lowest, -1);
    }

    /**
     * Walks from the lowest low bar by bar into the past or to the current bar. The neckline, the highest high on the way, only grows: once
     * it is not below the close, no double bottom can follow.
     */
    private boolean completes(final double close, final double before, final int lowest, final int step) {
        final double limit = low(lowest) + NEAR * Math.abs(low(lowest));
        double neckline = high(lowest);
        for (int i = lowest + step; i >= 1 && i <= n && neckline < close; i += step) {
            neckline = Math.max(neckline, high(i));
            if (Math.abs(i - lowest) >= LEAST_APART && low(i) <= limit && before <= neckline && neckline < close) {
                return true;
            }
        }
        return false;
    }
}
