package io.ringmaster.strategies.indicator;

/** What most nodes are: a number made of another indicator's values, one by one, once it has any. */
abstract class Derived extends Indicator {

    private final Indicator of;
    private final int bars;
    private final int settling;

    /**
     * @param bars     values it needs before its first
     * @param settling values after which it has forgotten its start, at least {@code bars}
     */
    Derived(final Indicator of, final int bars, final int settling) {
        this.of = of;
        this.bars = bars;
        this.settling = Math.max(bars, settling);
    }

    @Override
    public final int warmupBars() {
        return Math.max(1, of.warmupBars()) + bars - 1;
    }

    @Override
    public final int settledBars() {
        return Math.max(1, of.settledBars()) + settling - 1;
    }

    @Override
    protected final double next(final Bar bar) {
        return Double.isNaN(of.value()) ? Double.NaN : next(of.value());
    }

    /** @return NaN before the {@code bars}-th value */
    protected abstract double next(double x);
}
