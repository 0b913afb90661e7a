package io.ringmaster.strategies.indicator;

/**
 * Supertrend of freqtrade's strategies: bands hl2 ± m x mean true range (plain mean, not Wilder's), each tightened until the close
 * crosses it. The line is the upper band while the close stays at or below it, the lower one while it stays at or above. Starts on the
 * upper band. Its value is the line; {@link #isUp} tells the side.
 *
 * <p>Source: freqtrade-strategies, FSupertrendStrategy.py at d504f672; reference, strategies 2.
 */
public final class Supertrend extends Indicator {

    private final Indicator range;
    private final double multiplier;
    private final int n;
    private double upper;
    private double lower;
    private double previousClose;
    private boolean onUpper = true;
    private boolean isUp;

    Supertrend(final Indicator range, final double multiplier, final int n) {
        this.range = range;
        this.multiplier = multiplier;
        this.n = n;
    }

    /** Whether the close is at or above the line; meaningless before the first value. */
    public boolean isUp() {
        return isUp;
    }

    @Override
    public int warmupBars() {
        return n + 1;
    }

    @Override
    protected double next(final Bar bar) {
        final double closeBefore = previousClose;
        previousClose = bar.close;
        if (Double.isNaN(range.value())) {
            return Double.NaN;
        }
        final double middle = (bar.high + bar.low) / 2;
        final double upperNow = middle + multiplier * range.value();
        final double lowerNow = middle - multiplier * range.value();
        upper = upperNow < upper || closeBefore > upper ? upperNow : upper;
        lower = lowerNow > lower || closeBefore < lower ? lowerNow : lower;
        final boolean takesUpper = onUpper ? bar.close <= upper : bar.close < lower;
        final double line = takesUpper ? upper : lower;
        onUpper = line == upper;        // In a market that stands still both bands are one, and the source takes it for the upper.
        isUp = bar.close >= line;
        return line;
    }
}
