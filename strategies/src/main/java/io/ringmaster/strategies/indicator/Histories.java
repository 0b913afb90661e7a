package io.ringmaster.strategies.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What sources were on the bars before, kept once for all nodes that look back on them. A bar on which a source is NaN is none of its bars.
 * The bar under way is added when all nodes are computed.
 */
public final class Histories {

    private static final int BEGIN = 1;
    private static final int MASK = 2;
    private static final int COUNT = 3;
    private static final int EACH = 4;

    private final TreeMap<Integer, Integer> bySlot = new TreeMap<>();
    private final List<Integer> lengths = new ArrayList<>();
    /** Of each history the slot of its source, where it begins among the values, its places less one, and how many bars it has seen. */
    private int[] heads = {};
    private double[] values = {};

    /** Sees to it that so many values of a source are kept; returns the number of its history. */
    public int keep(final Indicator source, final int bars) {
        final int history = bySlot.computeIfAbsent(source.slot(), slot -> {
            lengths.add(1);
            return lengths.size() - 1;
        });
        lengths.set(history, Math.max(lengths.get(history), bars));
        return history;
    }

    /** Makes room, when every node has said what it needs. */
    void open() {
        heads = new int[EACH * lengths.size()];
        bySlot.forEach((slot, history) -> heads[EACH * history] = slot);
        int total = 0;
        for (int i = 0; i < lengths.size(); i++) {
            // A power of 2, so that a place is found without a division.
            final int capacity = lengths.get(i) == 1 ? 1 : Integer.highestOneBit(lengths.get(i) - 1) << 1;
            heads[EACH * i + BEGIN] = total;
            heads[EACH * i + MASK] = capacity - 1;
            total += capacity;
        }
        values = new double[total];
    }

    /** How many bars it has seen, without the one under way. */
    public int count(final int history) {
        return heads[EACH * history + COUNT];
    }

    /** The value so many bars before the one under way, from 1 to what is kept; there must have been as many. */
    public double ago(final int history, final int bars) {
        final int head = EACH * history;
        return values[heads[head + BEGIN] + (heads[head + COUNT] - bars & heads[head + MASK])];
    }

    /** Adds the bar under way. */
    void add(final double[] now) {
        for (int head = 0; head < heads.length; head += EACH) {
            final double x = now[heads[head]];
            if (!Double.isNaN(x)) {
                values[heads[head + BEGIN] + (heads[head + COUNT]++ & heads[head + MASK])] = x;
            }
        }
    }
}
