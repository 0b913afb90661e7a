package io.ringmaster.strategies.indicator;

import java.util.List;
import java.util.function.ToIntFunction;

/** Nodes made of the last so many values of one source, with what leaves each window when a value enters. */
abstract class WindowBank implements Bank {

    final int[] sources;
    final int[] length;
    private final Histories histories;
    private final int[] pasts;

    /** @param lengthOf values in a node's window */
    WindowBank(final List<Indicator> alike, final Histories histories, final ToIntFunction<Indicator> lengthOf) {
        this.histories = histories;
        sources = Running.sources(alike);
        length = alike.stream().mapToInt(lengthOf).toArray();
        pasts = alike.stream().mapToInt(node -> histories.keep(((Running) node).source(), lengthOf.applyAsInt(node))).toArray();
    }

    /** Whether the window was full before the value of this bar, so that one leaves. */
    final boolean wasFull(final int i) {
        return histories.count(pasts[i]) >= length[i];
    }

    /** Whether it is full with the value of this bar. */
    final boolean isFull(final int i) {
        return histories.count(pasts[i]) + 1 >= length[i];
    }

    /** The value that leaves a window that was full. */
    final double leaving(final int i) {
        return histories.ago(pasts[i], length[i]);
    }
}
