package io.ringmaster.strategies.formula.operation;

import io.ringmaster.strategies.formula.Condition;
import io.ringmaster.strategies.formula.Formula;

/** One number where a claim holds, another where it does not; NaN until both and the claim are warm. */
public final class ChoiceFormula extends Formula {

    private final Condition condition;
    private final Formula then;
    private final Formula otherwise;

    public ChoiceFormula(final Condition condition, final Formula then, final Formula otherwise) {
        this.condition = condition;
        this.then = then;
        this.otherwise = otherwise;
    }

    @Override
    public double value() {
        final double yes = then.value();
        final double no = otherwise.value();
        final boolean isKnown = !Double.isNaN(yes) && !Double.isNaN(no) && condition.isWarm();
        return !isKnown ? Double.NaN : condition.holds() ? yes : no;
    }

    @Override
    public boolean isKnown() {
        return condition.isWarm() && then.isKnown() && otherwise.isKnown();
    }

    @Override
    public int warmupBars() {
        return Math.max(condition.warmupBars(), Math.max(then.warmupBars(), otherwise.warmupBars()));
    }

    @Override
    public int settledBars() {
        return Math.max(condition.settledBars(), Math.max(then.settledBars(), otherwise.settledBars()));
    }
}
