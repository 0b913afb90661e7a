package io.ringmaster.strategies.indicator;

import java.util.Arrays;

/**
 * The values of all nodes of a graph, side by side: one row for the bar that closed last, one for the bar before. NaN until there is one.
 */
public final class Values {

    double[] now = {Double.NaN};
    double[] before = {Double.NaN};

    /** The row of the bar that closed last, by slot. */
    public double[] now() {
        return now;
    }

    /** Makes room for so many slots; their values are lost. */
    void resize(final int slots) {
        now = new double[slots];
        before = new double[slots];
        Arrays.fill(now, Double.NaN);
        Arrays.fill(before, Double.NaN);
    }

    /** What was now is before; every slot that changes is then written anew. */
    void turn() {
        final double[] oldest = before;
        before = now;
        now = oldest;
    }
}
