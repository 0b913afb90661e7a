package io.ringmaster.strategies.indicator;

import java.util.List;
import java.util.function.ToIntFunction;

/** Nodes computed from a window of the last values of one source. When a value enters a full window, the oldest leaves. */
public abstract class WindowBank implements Bank {

    /** For each node, the slot of its source. */
    protected final int[] sources;
    /** Values in the window of each node. */
    protected final int[] length;
    private final Histories histories;
    private final int[] pasts;

    /** @param lengthOf values in a node's window */
    protected WindowBank(final List<Indicator> alike, final Histories histories, final ToIntFunction<Indicator> lengthOf) {
        this.histories = histories;
        sources = Running.sources(alike);
        length = alike.stream().mapToInt(lengthOf).toArray();
        pasts = alike.stream().mapToInt(node -> histories.keep(((Running) node).source(), lengthOf.applyAsInt(node))).toArray();
    }

    /** Whether the window was full before the value of this bar, so that one leaves. */
    protected final boolean wasFull(final int i) {
        return histories.count(pasts[i]) >= length[i];
    }

    /** Whether it is full with the value of this bar. */
    protected final boolean isFull(final int i) {
        return histories.count(pasts[i]) + 1 >= length[i];
    }

    /** The value that leaves a window that was full. */
    protected final double leaving(final int i) {
        return histories.ago(pasts[i], length[i]);
    }
}
