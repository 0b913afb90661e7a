package io.ringmaster.strategies.indicator;

/**
 * Standard deviation of the last n values; population (ddof 0) as in TA-Lib, or sample (ddof 1) as in freqtrade's qtpylib. Computed in
 * two passes over the window: n is small, and a one-pass rolling variance loses its digits on prices.
 */
final class StdDev extends Indicator {

    private final Indicator of;
    private final int n;
    private final int divisor;
    private final Window window;

    StdDev(final Indicator of, final int n, final boolean sample) {
        this.of = of;
        this.n = n;
        divisor = sample ? n - 1 : n;
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
        return window.isFull() ? Math.sqrt(window.squaredDistances() / divisor) : Double.NaN;
    }
}
