package io.ringmaster.strategies.formula.operation;

import io.ringmaster.strategies.formula.Formula;

/** A function of one number. Logarithms come from StrictMath: they are the same to the last bit on every machine. */
public final class UnaryFormula extends Operation {

    /** What is done with a number. */
    public enum Function { ABS, SQRT, LOG, EXP, SIGN, FLOOR }

    private final Function function;
    private final Formula of;

    public UnaryFormula(final Function function, final Formula of) {
        super(of);
        this.function = function;
        this.of = of;
    }

    @Override
    public double value() {
        final double x = of.value();
        return switch (function) {
            case ABS -> Math.abs(x);
            case SQRT -> Math.sqrt(x);
            case LOG -> BinaryFormula.finite(StrictMath.log(x));
            case EXP -> BinaryFormula.finite(StrictMath.exp(x));
            case SIGN -> Math.signum(x);
            case FLOOR -> Math.floor(x);
        };
    }

    @Override
    public boolean isKnown() {
        return super.isKnown() && !Double.isNaN(value());
    }
}
