package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
import io.ringmaster.strategies.indicator.window.CompensatedSums;
import java.util.List;

/** Sum of all values since the first bar. Its level depends on where it began, so only its changes have a meaning. */
final class Total extends Running {

    Total(final Indicator of) {
        super(of, 1, 1);
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        final int[] sources = sources(alike);
        final CompensatedSums sums = new CompensatedSums(sources.length);
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now();
            for (int i = from; i < to; i++) {
                final double x = now[sources[i]];
                if (!Double.isNaN(x)) {
                    sums.add(i, x);
                }
                now[shift + i] = Double.isNaN(x) ? Double.NaN : sums.value(i);
            }
        };
    }
}
