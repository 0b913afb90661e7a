package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.formula.operation.RatioFormula;
import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import java.util.List;

/** A quotient of nodes, by the rules of {@link RatioFormula}. */
final class RatioNode extends OperationNode {

    RatioNode(final Indicator of, final Indicator by, final Indicator otherwise) {
        super(of, by, otherwise);
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        final int[] dividends = slots(alike, 0);
        final int[] divisors = slots(alike, 1);
        final int[] others = slots(alike, 2);
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now();
            for (int i = from; i < to; i++) {
                now[shift + i] = RatioFormula.quotient(now[dividends[i]], now[divisors[i]], now[others[i]]);
            }
        };
    }
}
