package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;

/** Arithmetic as a node, for a formula whose value on the bar before is needed: in a crossing, or as the source of another indicator. */
final class FormulaNode extends Single {

    private final Formula formula;

    FormulaNode(final Formula formula) {
        this.formula = formula;
    }

    @Override
    public int warmupBars() {
        return formula.warmupBars();
    }

    @Override
    public int settledBars() {
        return formula.settledBars();
    }

    @Override
    protected double next(final Bar bar) {
        return formula.value();
    }
}
