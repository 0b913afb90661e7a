package io.ringmaster.strategies.indicator;

/**
 * Double bottom (or, mirrored, double top) within the n bars before: two lows at least 5 bars apart, the second within 1 % of the lowest;
 * 1 on the bar whose close crosses above the highest high between them, else 0. Costs n a bar.
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

    DoubleExtreme(final Indicator close, final Indicator high, final Indicator low, final int n, final boolean bottom) {
        super(close, n + 1, n + 1);
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
        lows.add(sign * low.value());
        highs.add(sign * high.value());
        closes.add(sign * close);
        if (!lows.isFull()) {
            return Double.NaN;
        }
        final int lowest = lowest(1, n);
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

    /** Where the lowest low stands, the newest of equal ones. */
    private int lowest(final int from, final int to) {
        int at = from;
        for (int i = from + 1; i <= to; i++) {
            at = lows.ago(i) < lows.ago(at) ? i : at;
        }
        return at;
    }

    private double highest(final int from, final int to) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = from; i <= to; i++) {
            highest = Math.max(highest, highs.ago(i));
        }
        return highest;
    }
}
