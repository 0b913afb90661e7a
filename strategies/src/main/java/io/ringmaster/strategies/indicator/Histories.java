package io.ringmaster.strategies.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Past values of sources, kept once for all nodes that look back on them. Bars with missing input (NaN) are skipped. The current bar is added
 * after all nodes are computed.
 */
public final class Histories {

    private static final int BEGIN = 1;
    private static final int MASK = 2;
    private static final int COUNT = 3;
    private static final int EACH = 4;

    private final TreeMap<Integer, Integer> bySlot = new TreeMap<>();
    private final List<Integer> lengths = new ArrayList<>();
    /** For each history: the slot of its source, where it begins in the values, its capacity less one, and how many bars it has seen. */
    private int[] heads = {};
    private double[] values = {};

    /** Requests a number of past values of a source; returns the number of its history. */
    public int keep(final Indicator source, final int bars) {
        final int history = bySlot.computeIfAbsent(source.slot(), slot -> {
            lengths.add(1);
            return lengths.size() - 1;
        });
        lengths.set(history, Math.max(lengths.get(history), bars));
        return history;
    }

    /** Allocates the histories, after every node has requested its own. */
    void open() {
        heads = new int[EACH * lengths.size()];
        bySlot.forEach((slot, history) -> heads[EACH * history] = slot);
        int total = 0;
        for (int i = 0; i < lengths.size(); i++) {
            // A power of 2, so that a mask replaces a division.
            final int capacity = lengths.get(i) == 1 ? 1 : Integer.highestOneBit(lengths.get(i) - 1) << 1;
            heads[EACH * i + BEGIN] = total;
            heads[EACH * i + MASK] = capacity - 1;
            total += capacity;
        }
        values = new double[total];
    }

    /** Bars it has seen, without the current one. */
    public int count(final int history) {
        return heads[EACH * history + COUNT];
    }

    /** The value a number of bars before the current one, at least 1 and at most the requested number. There must have been as many bars. */
    public double ago(final int history, final int bars) {
        final int head = EACH * history;
        return values[heads[head + BEGIN] + (heads[head + COUNT] - bars & heads[head + MASK])];
    }

    /** Adds the current bar. */
    void add(final double[] now) {
        for (int head = 0; head < heads.length; head += EACH) {
            final double x = now[heads[head]];
            if (!Double.isNaN(x)) {
                values[heads[head + BEGIN] + (heads[head + COUNT]++ & heads[head + MASK])] = x;
            }
        }
    }
}
