package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.formula.Condition;
import io.ringmaster.strategies.formula.Syntax.Relation;

/** Two numbers compared, equal if they agree to 10 digits, more than binary arithmetic keeps of prices; a crossing looks at the bar before too. */
final class ComparisonCondition extends Condition {

    private static final double EQUAL = 1e-10;

    private final Relation relation;
    private final Indicator left;
    private final Indicator right;

    ComparisonCondition(final Relation relation, final Indicator left, final Indicator right) {
        this.relation = relation;
        this.left = left;
        this.right = right;
    }

    @Override
    public boolean holds() {
        final double now = difference(left.value(), right.value());
        return switch (relation) {
            case GREATER -> now > 0;
            case LESS -> now < 0;
            case AT_LEAST -> now >= 0;
            case AT_MOST -> now <= 0;
            case CROSSES_ABOVE -> now > 0 && difference(left.previous(), right.previous()) <= 0;
            case CROSSES_BELOW -> now < 0 && difference(left.previous(), right.previous()) >= 0;
        };
    }

    private static double difference(final double a, final double b) {
        final double difference = a - b;
        return Math.abs(difference) <= EQUAL * Math.max(Math.abs(a), Math.abs(b)) ? 0 : difference;
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
