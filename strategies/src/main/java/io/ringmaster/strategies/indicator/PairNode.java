package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.indicator.BinaryFormula.Operator;
import java.util.List;

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
        return warmupOf(left, right);
    }

    @Override
    public int settledBars() {
        return settledOf(left, right);
    }

    @Override
    String family() {
        return getClass().getName() + operator;
    }

    @Override
    Bank bank(final List<Indicator> alike, final Histories histories) {
        final int[] lefts = alike.stream().mapToInt(node -> ((PairNode) node).left.slot()).toArray();
        final int[] rights = alike.stream().mapToInt(node -> ((PairNode) node).right.slot()).toArray();
        return switch (operator) {
            case ADD -> (bar, values, from, to, shift) -> {
                final double[] now = values.now;
                for (int i = from; i < to; i++) {
                    now[shift + i] = BinaryFormula.difference(now[lefts[i]], -now[rights[i]]);
                }
            };
            case SUBTRACT -> (bar, values, from, to, shift) -> {
                final double[] now = values.now;
                for (int i = from; i < to; i++) {
                    now[shift + i] = BinaryFormula.difference(now[lefts[i]], now[rights[i]]);
                }
            };
            case MULTIPLY -> (bar, values, from, to, shift) -> {
                final double[] now = values.now;
                for (int i = from; i < to; i++) {
                    now[shift + i] = now[lefts[i]] * now[rights[i]];
                }
            };
            case DIVIDE, MIN, MAX -> (bar, values, from, to, shift) -> {
                final double[] now = values.now;
                for (int i = from; i < to; i++) {
                    now[shift + i] = BinaryFormula.apply(operator, now[lefts[i]], now[rights[i]]);
                }
            };
        };
    }
}
