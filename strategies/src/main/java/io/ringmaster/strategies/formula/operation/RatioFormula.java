package io.ringmaster.strategies.formula.operation;

import io.ringmaster.strategies.formula.Formula;

/** A quotient with a value of its own for a divisor of 0; NaN while one of the three is NaN. */
public final class RatioFormula extends Operation {

    private final Formula of;
    private final Formula by;
    private final Formula otherwise;

    public RatioFormula(final Formula of, final Formula by, final Formula otherwise) {
        super(of, by, otherwise);
        this.of = of;
        this.by = by;
        this.otherwise = otherwise;
    }

    @Override
    public double value() {
        return quotient(of.value(), by.value(), otherwise.value());
    }

    public static double quotient(final double of, final double by, final double otherwise) {
        final double quotient = by == 0 ? otherwise : BinaryFormula.quotient(of, by);
        return Double.isNaN(of) || Double.isNaN(otherwise) ? Double.NaN : quotient;
    }
}
