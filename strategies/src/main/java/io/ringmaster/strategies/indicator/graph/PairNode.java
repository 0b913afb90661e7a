package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.formula.operation.BinaryFormula;
import io.ringmaster.strategies.formula.operation.BinaryFormula.Operator;
import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import java.util.List;

/** An operation on two nodes, by the rules of {@link BinaryFormula}. Most formulas are chains of these, and equal links are one node. */
final class PairNode extends OperationNode {

    private final Operator operator;

    PairNode(final Operator operator, final Indicator left, final Indicator right) {
        super(left, right);
        this.operator = operator;
    }

    /** Operators that differ by a sign are one family, because fewer families mean fewer calls on a bar. */
    @Override
    protected String family() {
        return getClass().getName() + switch (operator) {
            case ADD, SUBTRACT -> Operator.SUBTRACT;
            case MIN, MAX -> Operator.MAX;
            case MULTIPLY, DIVIDE -> operator;
        };
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        final int[] lefts = slots(alike, 0);
        final int[] rights = slots(alike, 1);
        final double[] sign = alike.stream().mapToDouble(node -> ((PairNode) node).sign()).toArray();
        return switch (operator) {
            case ADD, SUBTRACT -> differences(lefts, rights, sign);
            case MIN, MAX -> extremes(lefts, rights, sign);
            case MULTIPLY -> products(lefts, rights);
            case DIVIDE -> quotients(lefts, rights);
        };
    }

    private static Bank differences(final int[] lefts, final int[] rights, final double[] sign) {
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now();
            for (int i = from; i < to; i++) {
                now[shift + i] = BinaryFormula.difference(now[lefts[i]], sign[i] * now[rights[i]]);
            }
        };
    }

    private static Bank extremes(final int[] lefts, final int[] rights, final double[] sign) {
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now();
            for (int i = from; i < to; i++) {
                now[shift + i] = sign[i] * Math.max(sign[i] * now[lefts[i]], sign[i] * now[rights[i]]);
            }
        };
    }

    private static Bank products(final int[] lefts, final int[] rights) {
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now();
            for (int i = from; i < to; i++) {
                now[shift + i] = now[lefts[i]] * now[rights[i]];
            }
        };
    }

    private static Bank quotients(final int[] lefts, final int[] rights) {
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now();
            for (int i = from; i < to; i++) {
                now[shift + i] = BinaryFormula.quotient(now[lefts[i]], now[rights[i]]);
            }
        };
    }

    /** The sign that turns a difference into a sum, and a maximum into a minimum. */
    private double sign() {
        return operator == Operator.ADD || operator == Operator.MIN ? -1 : 1;
    }
}
