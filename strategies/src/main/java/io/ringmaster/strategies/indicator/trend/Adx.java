package io.ringmaster.strategies.indicator.trend;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;

/** Average directional index: Wilder's mean of 100 |+DI - -DI| / (+DI + -DI). Bars without a move leave it unchanged. */
final class Adx extends Derived {

    private static final int SETTLING = 10;

    private final Indicator minus;
    private final int n;
    private int seen;
    private double mean;

    Adx(final Indicator plus, final Indicator minus, final int n) {
        super(plus, n, SETTLING * n);
        this.minus = minus;
        this.n = n;
    }

    @Override
    protected double next(final double plus) {
        final double both = plus + minus.value();
        final double index = both == 0 ? 0 : 100 * Math.abs(plus - minus.value()) / both;
        if (seen < n) {
            seen++;
            mean += index / n;
            return seen == n ? mean : Double.NaN;
        }
        mean = both == 0 ? mean : (mean * (n - 1) + index) / n;
        return mean;
    }
}
