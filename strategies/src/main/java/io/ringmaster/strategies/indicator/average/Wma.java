package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.window.CompensatedSum;
import io.ringmaster.strategies.indicator.window.Window;

/** Linearly weighted mean: the newest of n values weighs n, the oldest 1. */
final class Wma extends Derived {

    private final Window window;
    private final CompensatedSum weighted = new CompensatedSum();
    private final int n;

    Wma(final Indicator of, final int n) {
        super(of, n, n);
        this.n = n;
        window = new Window(n);
    }

    @Override
    protected double next(final double x) {
        weighted.addProduct(-1, window.sum());      // Every value inside gets older by one.
        weighted.addProduct(n, x);
        window.push(x);
        return window.isFull() ? weighted.value() / (n * (n + 1) / 2.0) : Double.NaN;
    }
}
