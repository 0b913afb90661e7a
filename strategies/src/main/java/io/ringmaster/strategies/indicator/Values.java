package io.ringmaster.strategies.indicator;

import java.util.Arrays;

/**
 * The values of all nodes of a graph, side by side: one row for the bar that closed last, one for the bar before. NaN before the first value.
 */
public final class Values {

    double[] now = {Double.NaN};
    double[] before = {Double.NaN};

    /** The row of the bar that closed last, by slot. */
    public double[] now() {
        return now;
    }

    /** Sets the number of slots and clears their values. */
    void resize(final int slots) {
        now = new double[slots];
        before = new double[slots];
        Arrays.fill(now, Double.NaN);
        Arrays.fill(before, Double.NaN);
    }

    /** Makes the current row the row before. Every node then writes the current row anew. */
    void turn() {
        final double[] oldest = before;
        before = now;
        now = oldest;
    }
}
