package io.ringmaster.strategies.indicator;

/** A quotient of nodes, and what it is where there is nothing to divide by. */
final class RatioNode extends Indicator {

    private final Indicator of;
    private final Indicator by;
    private final Indicator otherwise;

    RatioNode(final Indicator of, final Indicator by, final Indicator otherwise) {
        this.of = of;
        this.by = by;
        this.otherwise = otherwise;
    }

    @Override
    public int warmupBars() {
        return Math.max(of.warmupBars(), Math.max(by.warmupBars(), otherwise.warmupBars()));
    }

    @Override
    public int settledBars() {
        return Math.max(of.settledBars(), Math.max(by.settledBars(), otherwise.settledBars()));
    }

    @Override
    protected double next(final Bar bar) {
        final double divisor = by.value();
        return divisor == 0 ? otherwise.value() : of.value() / divisor;
    }
}
