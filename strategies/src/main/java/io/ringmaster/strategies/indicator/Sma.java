package io.ringmaster.strategies.indicator;

/** Simple moving average: the mean of the last n values. */
final class Sma extends Indicator {

    private final Indicator of;
    private final int n;
    private final Window window;

    Sma(final Indicator of, final int n) {
        this.of = of;
        this.n = n;
        window = new Window(n);
    }

    @Override
    public int warmupBars() {
        return of.warmupBars() + n - 1;
    }

    @Override
    protected double next(final Bar bar) {
        if (Double.isNaN(of.value())) {
            return Double.NaN;
        }
        window.add(of.value());
        return window.isFull() ? window.mean() : Double.NaN;
    }
}
