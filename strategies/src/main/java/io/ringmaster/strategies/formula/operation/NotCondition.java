package io.ringmaster.strategies.formula.operation;

import io.ringmaster.strategies.formula.Condition;

/** The opposite of a claim; false while the claim is not warm. */
public final class NotCondition extends Condition {

    private final Condition of;

    public NotCondition(final Condition of) {
        this.of = of;
    }

    @Override
    public boolean holds() {
        return of.isWarm() && !of.holds();
    }

    @Override
    public boolean isWarm() {
        return of.isWarm();
    }

    @Override
    public int warmupBars() {
        return of.warmupBars();
    }

    @Override
    public int settledBars() {
        return of.settledBars();
    }
}
