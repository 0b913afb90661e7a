package io.ringmaster.strategies.indicator.claim;

import io.ringmaster.strategies.formula.Condition;
import io.ringmaster.strategies.formula.Syntax.Relation;
import io.ringmaster.strategies.indicator.Indicator;

/** A comparison of two numbers. A crossing compares them on the bar before, too. */
public final class ComparisonCondition extends Condition {

    private final Relation relation;
    private final Indicator left;
    private final Indicator right;

    public ComparisonCondition(final Relation relation, final Indicator left, final Indicator right) {
        this.relation = relation;
        this.left = left;
        this.right = right;
    }

    @Override
    public boolean holds() {
        return Claims.holds(relation, left, right);
    }

    private int before() {
        return relation == Relation.CROSSES_ABOVE || relation == Relation.CROSSES_BELOW ? 1 : 0;
    }

    @Override
    public boolean isWarm() {
        final boolean isNow = !Double.isNaN(left.value()) && !Double.isNaN(right.value());
        return isNow && (before() == 0 || !Double.isNaN(left.previous()) && !Double.isNaN(right.previous()));
    }

    @Override
    public int warmupBars() {
        return Math.max(left.warmupBars(), right.warmupBars()) + before();
    }

    @Override
    public int settledBars() {
        return Math.max(left.settledBars(), right.settledBars()) + before();
    }
}
