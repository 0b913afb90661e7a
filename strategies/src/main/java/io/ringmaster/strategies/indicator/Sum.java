package io.ringmaster.strategies.indicator;

/** Sum of the last n values, or their mean. */
final class Sum extends Derived {

    private final Window window;
    private final double divisor;

    Sum(final Indicator of, final int n, final boolean mean) {
        super(of, n, n);
        window = new Window(n);
        divisor = mean ? n : 1;
    }

    @Override
    protected double next(final double x) {
        window.push(x);
        return window.isFull() ? window.value() / divisor : Double.NaN;
    }
}
