package io.ringmaster.strategies.indicator;

/**
 * Double bottom (or, mirrored, double top) within the n bars before: two lows at least 5 bars apart, the second within 1 % of the lowest;
 * 1 on the bar whose close crosses above the highest high between them, else 0. Costs n on the few bars
 * that may be such a one.
 */
final class DoubleExtreme extends Derived {

    private static final int LEAST_APART = 5;
    private static final double NEAR = 0.01;

    private final Window lows;
    private final Window highs;
    private final Window closes;
    private final int n;
    private final double sign;
    private final Indicator high;
    private final Indicator low;
    private final Indicator sinceLowest;

    /** @param sinceLowest bars from the lowest of the n lows before to the bar before, the newest of equal ones; mirrored likewise */
    DoubleExtreme(
        final Indicator close, final Indicator high, final Indicator low, final Indicator sinceLowest, final int n, final boolean bottom) {
        super(close, n + 1, n + 1);
        this.sinceLowest = sinceLowest;
        this.n = n;
        sign = bottom ? 1 : -1;
        this.high = bottom ? high : low;
        this.low = bottom ? low : high;
        lows = new Window(n + 1);
        highs = new Window(n + 1);
        closes = new Window(2);
    }

    @Override
    protected double next(final double close) {
        lows.push(sign * low.value());
        highs.push(sign * high.value());
        closes.push(sign * close);
        if (!lows.isFull()) {
            return Double.NaN;
        }
        final int lowest = (int) sinceLowest.value() + 1;
        if (!mayCross(lowest)) {
            return 0;
        }
        final double limit = lows.ago(lowest) + NEAR * Math.abs(lows.ago(lowest));
        for (int i = 1; i <= n; i++) {
            if (Math.abs(i - lowest) >= LEAST_APART && lows.ago(i) <= limit) {
                final double neckline = highest(Math.min(i, lowest), Math.max(i, lowest));
                if (closes.ago(0) > neckline && closes.ago(1) <= neckline) {
                    return 1;
                }
            }
        }
        return 0;
    }

    /** The neckline lies between the lowest low and another 5 bars apart at least, so it is no lower than the highs next to the lowest. */
    private boolean mayCross(final int lowest) {
        return closes.ago(0) > closes.ago(1)
            && (lowest + LEAST_APART <= n && closes.ago(0) > highest(lowest, lowest + LEAST_APART)
                || lowest - LEAST_APART >= 1 && closes.ago(0) > highest(lowest - LEAST_APART, lowest));
    }

    private double highest(final int from, final int to) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = from; i <= to; i++) {
            highest = Math.max(highest, highs.ago(i));
        }
        return highest;
    }
}
