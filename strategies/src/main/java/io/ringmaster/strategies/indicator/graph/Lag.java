package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
import java.util.List;

/** Another indicator's value some bars ago. */
final class Lag extends Running {

    private final int bars;

    Lag(final Indicator of, final int bars) {
        super(of, bars + 1, bars + 1);
        this.bars = bars;
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        final int[] lags = alike.stream().mapToInt(node -> ((Lag) node).bars).toArray();
        final int[] pasts = alike.stream().mapToInt(node -> histories.keep(((Lag) node).source(), ((Lag) node).bars)).toArray();
        final int[] sources = sources(alike);
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now();
            for (int i = from; i < to; i++) {
                final boolean isKnown = histories.count(pasts[i]) >= lags[i] && !Double.isNaN(now[sources[i]]);
                now[shift + i] = isKnown ? histories.ago(pasts[i], lags[i]) : Double.NaN;
            }
        };
    }
}
