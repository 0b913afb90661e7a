package io.ringmaster.strategies.indicator;

import java.util.List;

/** Another indicator's value some bars ago. */
final class Lag extends Running {

    private final int bars;

    Lag(final Indicator of, final int bars) {
        super(of, bars + 1, bars + 1);
        this.bars = bars;
    }

    @Override
    Bank bank(final List<Indicator> alike) {
        final Rings rings = new Rings(alike.stream().mapToInt(node -> ((Lag) node).bars).toArray(), Double.NaN);
        final int[] sources = sources(alike);
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now;
            for (int i = from; i < to; i++) {
                final double x = now[sources[i]];
                now[shift + i] = Double.isNaN(x) ? Double.NaN : rings.push(i, x);
            }
        };
    }
}
