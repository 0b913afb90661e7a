package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;

/**
 * Fractal adaptive moving average (John Ehlers): the dimension D of the last n bars, from the ranges of its halves and of the whole, makes
 * the weight exp(-4.6 (D - 1)), kept within 0.01 and 1. Begins with the close.
 */
final class Frama extends Derived {

    private static final double LOG_2 = StrictMath.log(2);
    private static final double STEEPNESS = -4.6;
    private static final int SETTLED = 500;

    private final Indicator close;
    private final Indicator newer;
    private final Indicator older;
    private final double half;
    private double mean = Double.NaN;

    /** @param older range of the older half of the window, as {@code newer} of the newer one and {@code whole} of both */
    Frama(final Indicator whole, final Indicator newer, final Indicator older, final Indicator close, final int n) {
        super(whole, 1, SETTLED);
        this.newer = newer;
        this.older = older;
        this.close = close;
        half = n / 2.0;
    }

    @Override
    protected double next(final double whole) {
        final double now = close.value();
        final double halves = (newer.value() + older.value()) / half;
        final double both = whole / (2 * half);
        final double dimension = halves > 0 && both > 0 ? StrictMath.log(halves / both) / LOG_2 : 1;
        final double weight = Math.clamp(StrictMath.exp(STEEPNESS * (dimension - 1)), 0.01, 1);
        mean = Double.isNaN(mean) ? now : mean + weight * (now - mean);
        return mean;
    }
}
