package io.ringmaster.strategies.indicator;

/**
 * Double bottom (or, mirrored, double top) within the n bars before: two lows at least 5 bars apart, the second within 1 % of the lowest;
 * 1 on the bar whose close crosses above the highest high between them, else 0. Costs n on the few bars
 * that may be such a one.
 */
final class DoubleExtreme extends Derived {

    private static final int LEAST_APART = 5;
    private static final double NEAR = 0.01;

    private final Past lows;
    private final Past highs;
    private final int n;
    private final double sign;
    private final Indicator high;
    private final Indicator low;
    private final Indicator sinceLowest;
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
        lows = new Past(n + 1);
        highs = new Past(n + 1);
    }

    @Override
    protected double next(final double price) {
        final double close = sign * price;
        final double before = closeBefore;
        closeBefore = close;
        lows.push(sign * low.value());
        highs.push(sign * high.value());
        if (!lows.isFull()) {
            return Double.NaN;
        }
        return close > before && completes(close, before, (int) sinceLowest.value() + 1) ? 1 : 0;
    }

    /** @param lowest how many bars ago the lowest low was */
    private boolean completes(final double close, final double before, final int lowest) {
        if (!mayCross(close, lowest)) {
            return false;
        }
        final double limit = lows.ago(lowest) + NEAR * Math.abs(lows.ago(lowest));
        for (int i = 1; i <= n; i++) {
            if (Math.abs(i - lowest) >= LEAST_APART && lows.ago(i) <= limit) {
                final int from = Math.min(i, lowest);
                final int to = Math.max(i, lowest);
                if (isAbove(close, from, to) && !isAbove(before, from, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The neckline lies between the lowest low and another 5 bars apart at least, so it is no lower than the highs next to the lowest. */
    private boolean mayCross(final double close, final int lowest) {
        return lowest + LEAST_APART <= n && isAbove(close, lowest, lowest + LEAST_APART)
            || lowest - LEAST_APART >= 1 && isAbove(close, lowest - LEAST_APART, lowest);
    }

    /** Whether a price is above every high in between. */
    private boolean isAbove(final double price, final int from, final int to) {
        for (int i = from; i <= to; i++) {
            if (price <= highs.ago(i)) {
                return false;
            }
        }
        return true;
    }
}
