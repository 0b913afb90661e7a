package io.ringmaster.strategies.indicator;

/** A plain number where a node is asked for; never updated. */
final class Constant extends Indicator {

    Constant(final double value) {
        fix(value);
    }

    @Override
    public int warmupBars() {
        return 0;
    }

    @Override
    protected double next(final Bar bar) {
        return value();
    }
}
