package io.ringmaster.strategies.indicator;

import java.util.List;

/** A node of a kind that is rare or complicated: it is computed on its own and keeps its state in fields. */
public abstract class Single extends Indicator {

    /** The value for the bar that just closed. */
    protected abstract double next(Bar bar);

    @Override
    protected final String family() {
        return Single.class.getName();
    }

    @Override
    protected final Bank bank(final List<Indicator> alike, final Histories histories) {
        final Single[] nodes = alike.toArray(new Single[0]);
        return (bar, values, from, to, shift) -> {
            for (int i = from; i < to; i++) {
                values.now[shift + i] = nodes[i].next(bar);
            }
        };
    }
}
