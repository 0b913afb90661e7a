package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.formula.operation.RatioFormula;
import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import java.util.List;

/** A quotient of nodes, by the rules of {@link RatioFormula}. */
final class RatioNode extends Indicator {

    private final Indicator of;
    private final Indicator by;
    private final Indicator otherwise;

    RatioNode(final Indicator of, final Indicator by, final Indicator otherwise) {
        this.of = of;
        this.by = by;
        this.otherwise = otherwise;
    }

    @Override
    public int warmupBars() {
        return warmupOf(of, by, otherwise);
    }

    @Override
    public int settledBars() {
        return settledOf(of, by, otherwise);
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        final int[] dividends = alike.stream().mapToInt(node -> ((RatioNode) node).of.slot()).toArray();
        final int[] divisors = alike.stream().mapToInt(node -> ((RatioNode) node).by.slot()).toArray();
        final int[] others = alike.stream().mapToInt(node -> ((RatioNode) node).otherwise.slot()).toArray();
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now();
            for (int i = from; i < to; i++) {
                now[shift + i] = RatioFormula.quotient(now[dividends[i]], now[divisors[i]], now[others[i]]);
            }
        };
    }
}
