package io.ringmaster.strategies.indicator;

/**
 * Straight line through the last n values by least squares. Its value is the line's at the newest; {@link #slope} is its rise a bar,
 * {@link #deviation} the root of the squared residuals over n - 1.
 */
final class Regression extends Derived {

    private final Window window;
    private final CompensatedSum weighted = new CompensatedSum();
    private final CompensatedSum squares = new CompensatedSum();
    private final double n;
    private double cross;
    private double slope;

    Regression(final Indicator of, final int n) {
        super(of, n, n);
        this.n = n;
        window = new Window(n);
    }

    @Override
    protected double next(final double x) {
        // The oldest value weighs 0, the newest n - 1; all inside get older by one, and the oldest leaves with weight 0.
        weighted.addProduct(-1, window.sum());
        final double leaves = window.push(x);
        weighted.add(leaves);
        weighted.addProduct(n - 1, x);
        squares.addProduct(x, x);
        squares.addProduct(-leaves, leaves);
        if (!window.isFull()) {
            return Double.NaN;
        }
        cross = CompensatedSum.difference(n, weighted, n * (n - 1) / 2, window.sum());
        slope = cross / (n * n * (n * n - 1) / 12);
        return window.sum().value() / n + slope * (n - 1) / 2;
    }

    double slope() {
        return slope;
    }

    double deviation() {
        final double aboutMean = CompensatedSum.spread(n, window.sum(), squares) / n;
        final double explained = slope * cross / n;
        return Math.sqrt(Math.max(0, aboutMean - explained) / (n - 1));
    }
}
