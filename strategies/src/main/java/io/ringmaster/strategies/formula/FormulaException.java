package io.ringmaster.strategies.formula;

/** A formula that cannot be understood; the message says what and where. */
public final class FormulaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public FormulaException(final String message) {
        super(message);
    }
}
