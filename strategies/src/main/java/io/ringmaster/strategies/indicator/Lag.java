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
        final int first = alike.getFirst().slot();
        return (bar, values) -> {
            final double[] now = values.now;
            for (int i = 0; i < sources.length; i++) {
                final double x = now[sources[i]];
                now[first + i] = Double.isNaN(x) ? Double.NaN : rings.push(i, x);
            }
        };
    }
}
