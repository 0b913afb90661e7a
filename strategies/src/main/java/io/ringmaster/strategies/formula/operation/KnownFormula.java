package io.ringmaster.strategies.formula.operation;

import io.ringmaster.strategies.formula.Formula;

/** One number if it is known, another if it is NaN. Warm as soon as one of the two is. */
public final class KnownFormula extends Formula {

    private final Formula of;
    private final Formula otherwise;

    public KnownFormula(final Formula of, final Formula otherwise) {
        this.of = of;
        this.otherwise = otherwise;
    }

    @Override
    public double value() {
        final double value = of.value();
        return Double.isNaN(value) ? otherwise.value() : value;
    }

    @Override
    public boolean isKnown() {
        return of.isKnown() || otherwise.isKnown();
    }

    @Override
    public int warmupBars() {
        return Math.min(of.warmupBars(), otherwise.warmupBars());
    }

    @Override
    public int settledBars() {
        return settledOf(of, otherwise);
    }
}
