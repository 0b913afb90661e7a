package io.ringmaster.lab.statistics;

import java.util.Arrays;

/** Where a value lies with some confidence. NaN where it is not known. */
public record Interval(double low, double high) {

    public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    /** The middle of sorted or unsorted draws. */
    static Interval middle(final double[] draws, final double confidence) {
        final double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new Interval(quantile(sorted, (1 - confidence) / 2), quantile(sorted, (1 + confidence) / 2));
    }

    /** Linear between the two nearest of the sorted values. */
    private static double quantile(final double[] sorted, final double probability) {
        final double place = probability * (sorted.length - 1);
        final int below = (int) place;
        final int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    public boolean contains(final double value) {
        return low <= value && value <= high;
    }

    public Interval times(final double factor) {
        return new Interval(low * factor, high * factor);
    }
}
