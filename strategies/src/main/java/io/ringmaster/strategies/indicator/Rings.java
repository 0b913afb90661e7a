package io.ringmaster.strategies.indicator;

import java.util.Arrays;

/** The last values of several series, each of its own length, in one array. */
final class Rings {

    private final double[] values;
    private final int[] begin;
    private final int[] end;
    private final int[] next;

    /** @param lengths at least 1 each */
    Rings(final int[] lengths, final double initial) {
        begin = new int[lengths.length];
        end = new int[lengths.length];
        int total = 0;
        for (int i = 0; i < lengths.length; i++) {
            begin[i] = total;
            total += lengths[i];
            end[i] = total;
        }
        next = begin.clone();
        values = new double[total];
        Arrays.fill(values, initial);
    }

    /** Takes a value into one of them; returns the one that leaves. */
    double push(final int ring, final double value) {
        final int at = next[ring];
        final double leaves = values[at];
        values[at] = value;
        next[ring] = at + 1 == end[ring] ? begin[ring] : at + 1;
        return leaves;
    }
}
