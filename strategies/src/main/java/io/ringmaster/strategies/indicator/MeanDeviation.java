package io.ringmaster.strategies.indicator;

/** Mean absolute distance of the last n values from their mean. Costs n additions a bar: the mean moves, so nothing can be kept. */
final class MeanDeviation extends Derived {

    private final Window window;

    MeanDeviation(final Indicator of, final int n) {
        super(of, n, n);
        window = new Window(n);
    }

    @Override
    protected double next(final double x) {
        window.push(x);
        if (!window.isFull()) {
            return Double.NaN;
        }
        final double mean = window.sum().value() / window.length();
        double distances = 0;
        for (final double each : window.inOrder()) {
            distances += Math.abs(each - mean);
        }
        return distances / window.length();
    }
}
