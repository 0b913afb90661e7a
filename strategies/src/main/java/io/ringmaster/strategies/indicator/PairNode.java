package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.indicator.BinaryFormula.Operator;

/** Two nodes make one, by the rules of {@link BinaryFormula}: most formulas are chains of these, and equal links are one node. */
final class PairNode extends Indicator {

    private final Operator operator;
    private final Indicator left;
    private final Indicator right;

    PairNode(final Operator operator, final Indicator left, final Indicator right) {
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    @Override
    public int warmupBars() {
        return Math.max(left.warmupBars(), right.warmupBars());
    }

    @Override
    public int settledBars() {
        return Math.max(left.settledBars(), right.settledBars());
    }

    @Override
    protected double next(final Bar bar) {
        return BinaryFormula.apply(operator, left.value(), right.value());
    }
}
