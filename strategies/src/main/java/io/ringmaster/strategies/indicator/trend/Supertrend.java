package io.ringmaster.strategies.indicator.trend;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;

/**
 * Supertrend of freqtrade's strategies: bands hl2 ± m x mean true range (plain mean, not Wilder's), each tightened until the close
 * crosses it. The line is the upper band while the close stays at or below it, the lower one while it stays at or above. Starts on the
 * upper band.
 *
 * <p>Source: freqtrade-strategies, FSupertrendStrategy.py at d504f672; reference, strategies 2.
 */
final class Supertrend extends Derived {

    private static final int SETTLING = 20;

    private final Indicator middle;
    private final Indicator close;
    private final double multiplier;
    private double upper;
    private double lower;
    private double closeBefore;
    private boolean onUpper = true;
    private boolean isUp;

    Supertrend(final Indicator range, final Indicator middle, final Indicator close, final double multiplier, final int n) {
        super(range, 1, SETTLING * n);
        this.middle = middle;
        this.close = close;
        this.multiplier = multiplier;
    }

    /** 1 while the close is at or above the line, else -1. */
    double direction() {
        return isUp ? 1 : -1;
    }

    @Override
    protected double next(final double range) {
        closeBefore = close.previous();
        final double upperNow = middle.value() + multiplier * range;
        final double lowerNow = middle.value() - multiplier * range;
        upper = upperNow < upper || closeBefore > upper ? upperNow : upper;
        lower = lowerNow > lower || closeBefore < lower ? lowerNow : lower;
        final double now = close.value();
        final boolean takesUpper = onUpper ? now <= upper : now < lower;
        final double line = takesUpper ? upper : lower;
        // In a market that stands still both bands are equal, and the source takes the line for the upper one.
        onUpper = line == upper;
        isUp = now >= line;
        return line;
    }
}
