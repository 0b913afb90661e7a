package io.ringmaster.cli.bench;

import java.util.Arrays;

/** The middle of several measurements; of an even number, the mean of the two in the middle. */
final class Median {

    private Median() {
    }

    /** @param values at least one, in any order; they stay as they are */
    static double of(final double... values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** @param values at least one, in any order; they stay as they are */
    static double of(final long... values) {
        return of(Arrays.stream(values).asDoubleStream().toArray());
    }
}
