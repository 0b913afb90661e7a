package io.ringmaster.strategies.indicator;

import java.util.List;

/** A node computed from the values of one other node, with its state in fields of its own. Most kinds extend this class. */
public abstract class Derived extends Running {

    /** As {@link Running}. */
    protected Derived(final Indicator of, final int bars, final int settling) {
        super(of, bars, settling);
    }

    /** @return NaN before the {@code bars}-th value */
    protected abstract double next(double x);

    /** Names the sources it looks back on, once they have their slots. */
    protected void lookBack(final Histories histories) {
        // Most don't.
    }

    @Override
    protected final String family() {
        return Derived.class.getName();
    }

    @Override
    protected final Bank bank(final List<Indicator> alike, final Histories histories) {
        final Derived[] nodes = alike.toArray(new Derived[0]);
        for (final Derived node : nodes) {
            node.lookBack(histories);
        }
        final int[] sources = sources(alike);
        return (bar, values, from, to, shift) -> {
            final double[] now = values.now;
            for (int i = from; i < to; i++) {
                final double x = now[sources[i]];
                now[shift + i] = Double.isNaN(x) ? Double.NaN : nodes[i].next(x);
            }
        };
    }
}
