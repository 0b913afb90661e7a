package io.ringmaster.strategies.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What sources were on the bars before, kept once for all nodes that look back on them. A bar on which a source is NaN is none of its bars.
 * The bar under way is added when all nodes are computed.
 */
final class Histories {

    private final TreeMap<Integer, Integer> bySlot = new TreeMap<>();
    private final List<Integer> lengths = new ArrayList<>();
    private int[] slots = {};
    private int[] begin = {};
    private int[] mask = {};
    private int[] count = {};
    private double[] values = {};

    /** Sees to it that so many values of a source are kept; returns the number of its history. */
    int keep(final Indicator source, final int bars) {
        final int history = bySlot.computeIfAbsent(source.slot(), slot -> {
            lengths.add(1);
            return lengths.size() - 1;
        });
        lengths.set(history, Math.max(lengths.get(history), bars));
        return history;
    }

    /** Makes room, when every node has said what it needs. */
    void open() {
        slots = new int[lengths.size()];
        bySlot.forEach((slot, history) -> slots[history] = slot);
        begin = new int[slots.length];
        mask = new int[slots.length];
        count = new int[slots.length];
        int total = 0;
        for (int i = 0; i < slots.length; i++) {
            // A power of 2, so that a place is found without a division.
            final int capacity = lengths.get(i) == 1 ? 1 : Integer.highestOneBit(lengths.get(i) - 1) << 1;
            begin[i] = total;
            mask[i] = capacity - 1;
            total += capacity;
        }
        values = new double[total];
    }

    /** How many bars it has seen, without the one under way. */
    int count(final int history) {
        return count[history];
    }

    /** The value so many bars before the one under way, from 1 to what is kept; there must have been as many. */
    double ago(final int history, final int bars) {
        return values[begin[history] + (count[history] - bars & mask[history])];
    }

    /** Adds the bar under way. */
    void add(final double[] now) {
        for (int i = 0; i < slots.length; i++) {
            final double x = now[slots[i]];
            if (!Double.isNaN(x)) {
                values[begin[i] + (count[i]++ & mask[i])] = x;
            }
        }
    }
}
