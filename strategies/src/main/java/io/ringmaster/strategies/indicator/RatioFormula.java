package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.formula.Formula;

/** A quotient, and what it is where there is nothing to divide by. */
final class RatioFormula extends Formula {

    private final Formula of;
    private final Formula by;
    private final Formula otherwise;

    RatioFormula(final Formula of, final Formula by, final Formula otherwise) {
        this.of = of;
        this.by = by;
        this.otherwise = otherwise;
    }

    @Override
    public double value() {
        final double divisor = by.value();
        return divisor == 0 ? otherwise.value() : of.value() / divisor;
    }

    @Override
    public int warmupBars() {
        return warmupOf(of, by, otherwise);
    }

    @Override
    public int settledBars() {
        return settledOf(of, by, otherwise);
    }
}
