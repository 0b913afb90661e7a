package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.window.SortedWindow;

/** Quantile of the last n values, between neighbours by their distance (type 7 of Hyndman and Fan). Costs what a {@link SortedWindow} does. */
final class Quantile extends Derived {

    private final SortedWindow window;
    private final double rank;

    Quantile(final Indicator of, final int n, final double q) {
        super(of, n, n);
        window = new SortedWindow(n);
        rank = q * (n - 1);
    }

    @Override
    protected double next(final double x) {
        window.push(x);
        if (!window.isFull()) {
            return Double.NaN;
        }
        final int below = (int) rank;
        final int above = Math.min(below + 1, window.count() - 1);
        return window.at(below) + (rank - below) * (window.at(above) - window.at(below));
    }
}
