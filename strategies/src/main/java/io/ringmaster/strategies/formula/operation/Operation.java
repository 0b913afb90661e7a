package io.ringmaster.strategies.formula.operation;

import io.ringmaster.strategies.formula.Formula;

/** A formula that needs the values of all its operands. */
abstract class Operation extends Formula {

    private final Formula[] operands;

    Operation(final Formula... operands) {
        this.operands = operands;
    }

    @Override
    public boolean isKnown() {
        for (final Formula operand : operands) {
            if (!operand.isKnown()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final int warmupBars() {
        return warmupOf(operands);
    }

    @Override
    public final int settledBars() {
        return settledOf(operands);
    }
}
