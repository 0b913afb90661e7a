package io.ringmaster.strategies.indicator;

/** Wilder's moving average, a = 1 / n, seeded with the mean of the first n values. */
final class Rma extends Indicator {

    private final Indicator of;
    private final WilderMean mean;
    private final int n;

    Rma(final Indicator of, final int n) {
        this.of = of;
        this.n = n;
        mean = new WilderMean(n);
    }

    @Override
    public int warmupBars() {
        return of.warmupBars() + n - 1;
    }

    @Override
    protected double next(final Bar bar) {
        return Double.isNaN(of.value()) ? Double.NaN : mean.add(of.value());
    }
}
