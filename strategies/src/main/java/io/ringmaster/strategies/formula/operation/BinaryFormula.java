package io.ringmaster.strategies.formula.operation;

import io.ringmaster.strategies.formula.Formula;

/**
 * An operation on two numbers. Numbers that agree to 13 digits are equal, and their difference is 0: the rest is rounding of binary sums, and
 * in a market that stands still it must not look like a move. A quotient by 0 is NaN and not infinite, because an infinite number would never
 * leave a running sum.
 */
public final class BinaryFormula extends Operation {

    /** What is done with two numbers. */
    public enum Operator { ADD, SUBTRACT, MULTIPLY, DIVIDE, MIN, MAX }

    private static final double EQUAL = 1e-13;

    private final Operator operator;
    private final Formula left;
    private final Formula right;

    public BinaryFormula(final Operator operator, final Formula left, final Formula right) {
        super(left, right);
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    @Override
    public double value() {
        return apply(operator, left.value(), right.value());
    }

    static double apply(final Operator operator, final double a, final double b) {
        return switch (operator) {
            case ADD -> difference(a, -b);
            case SUBTRACT -> difference(a, b);
            case MULTIPLY -> a * b;
            case DIVIDE -> quotient(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
        };
    }

    public static double quotient(final double a, final double b) {
        return finite(a / b);
    }

    /** The value itself, or NaN if it is infinite. */
    static double finite(final double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
    }

    public static double difference(final double a, final double b) {
        final double difference = a - b;
        return Math.abs(difference) <= EQUAL * Math.abs(a) ? 0 : difference;
    }

    @Override
    public boolean isKnown() {
        return super.isKnown() && (operator != Operator.DIVIDE || !Double.isNaN(value()));
    }
}
