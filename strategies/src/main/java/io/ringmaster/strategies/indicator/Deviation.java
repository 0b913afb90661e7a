package io.ringmaster.strategies.indicator;

/**
 * Standard deviation of the last n values; population (ddof 0) as in TA-Lib, or sample (ddof 1). From running sums that keep their
 * rounding errors, so that nothing is lost to cancellation.
 */
final class Deviation extends Derived {

    private final Window window;
    private final CompensatedSum squares = new CompensatedSum();
    private final double n;
    private final double divisor;

    Deviation(final Indicator of, final int n, final boolean sample) {
        super(of, n, n);
        this.n = n;
        divisor = (double) n * (sample ? n - 1 : n);
        window = new Window(n);
    }

    @Override
    protected double next(final double x) {
        final double leaves = window.push(x);
        squares.addProduct(x, x);
        squares.addProduct(-leaves, leaves);
        if (!window.isFull()) {
            return Double.NaN;
        }
        return Math.sqrt(CompensatedSum.spread(n, window.sum(), squares) / divisor);
    }
}
