package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.window.CompensatedSum;
import io.ringmaster.strategies.indicator.window.SortedWindow;

/**
 * Mean absolute distance of the last n values from their mean. The distances below the mean add up to those above it, so the values below are
 * enough. They change little from bar to bar, and their sum is kept up to date. It costs what a {@link SortedWindow} does.
 */
final class MeanDeviation extends Derived {

    /** A deviation below this share of the mean is rounding, not movement. */
    private static final double ROUNDING = 1e-13;

    private final Indicator mean;
    private final int n;
    private final SortedWindow window;
    private final CompensatedSum sumBelow = new CompensatedSum();
    /** How many of the lowest values are in the sum, and a value above all of them. */
    private int below;
    private double bound = Double.NEGATIVE_INFINITY;

    /** @param mean of the last n */
    MeanDeviation(final Indicator of, final Indicator mean, final int n) {
        super(of, n, n);
        this.mean = mean;
        this.n = n;
        window = new SortedWindow(n);
    }

    @Override
    protected double next(final double x) {
        replace(window.push(x), x);
        final double middle = mean.value();
        if (Double.isNaN(middle)) {
            return Double.NaN;
        }
        moveTo(middle);
        final double deviation = 2 * (middle * below - sumBelow.value()) / n;
        return deviation < ROUNDING * Math.abs(middle) ? 0 : deviation;
    }

    /** @param leaves NaN if none does */
    private void replace(final double leaves, final double enters) {
        if (leaves < bound) {
            sumBelow.add(-leaves);
            below--;
        }
        if (enters < bound) {
            sumBelow.add(enters);
            below++;
        }
    }

    private void moveTo(final double middle) {
        while (below < window.count() && window.at(below) < middle) {
            sumBelow.add(window.at(below++));
        }
        while (below > 0 && window.at(below - 1) >= middle) {
            sumBelow.add(-window.at(--below));
        }
        bound = middle;
    }
}
