package io.ringmaster.strategies.indicator;

/** The difference of two indicators; NaN while either is. */
final class Difference extends Indicator {

    private final Indicator a;
    private final Indicator b;

    Difference(final Indicator a, final Indicator b) {
        this.a = a;
        this.b = b;
    }

    @Override
    public int warmupBars() {
        return Math.max(a.warmupBars(), b.warmupBars());
    }

    @Override
    protected double next(final Bar bar) {
        return a.value() - b.value();
    }
}
