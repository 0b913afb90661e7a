package io.ringmaster.strategies.indicator;

import java.util.List;

/**
 * Extremes of windows. Candidates of each stand in a queue that falls off from its head, so each value enters and leaves once; a lowest is
 * the highest of the negated.
 */
final class ExtremeBank implements Bank {

    private final Extreme[] nodes;
    private final int first;
    private final int[] sources;
    private final double[] sign;
    private final int[] seen;
    private final int[] begin;
    private final int[] mask;
    private final int[] head;
    private final int[] tail;
    private final double[] candidates;
    private final int[] bornAt;

    ExtremeBank(final List<Indicator> alike) {
        nodes = alike.toArray(new Extreme[0]);
        first = alike.getFirst().slot();
        sources = Running.sources(alike);
        sign = new double[nodes.length];
        seen = new int[nodes.length];
        begin = new int[nodes.length];
        mask = new int[nodes.length];
        head = new int[nodes.length];
        tail = new int[nodes.length];
        int total = 0;
        for (int i = 0; i < nodes.length; i++) {
            sign[i] = nodes[i].highest ? 1 : -1;
            // A power of 2, so that a place is found without a division.
            final int capacity = nodes[i].n == 1 ? 1 : Integer.highestOneBit(nodes[i].n - 1) << 1;
            begin[i] = total;
            mask[i] = capacity - 1;
            total += capacity;
        }
        candidates = new double[total];
        bornAt = new int[total];
    }

    @Override
    public void update(final Bar bar, final Values values) {
        final double[] now = values.now;
        for (int i = 0; i < sources.length; i++) {
            final double x = now[sources[i]];
            now[first + i] = Double.isNaN(x) ? Double.NaN : next(i, sign[i] * x);
        }
    }

    private double next(final int i, final double rank) {
        final int n = nodes[i].n;
        final int from = begin[i];
        final int wrap = mask[i];
        final int bar = ++seen[i];
        int top = head[i];
        int end = tail[i];
        while (end != top && candidates[from + (end - 1 & wrap)] <= rank) {
            end--;
        }
        if (end != top && bornAt[from + (top & wrap)] <= bar - n) {
            top++;
        }
        final int slot = from + (end & wrap);
        candidates[slot] = rank;
        bornAt[slot] = bar;
        head[i] = top;
        tail[i] = end + 1;
        if (bar < n) {
            return Double.NaN;
        }
        final int best = from + (top & wrap);
        return nodes[i].age ? bar - bornAt[best] : sign[i] * candidates[best];
    }
}
