package io.ringmaster.inference.experts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every mix of experts in parts of a twentieth, each restored in every round, and its wealth. For two experts these are 21 mixes, for six 53,130.
 * Allocates nothing after construction.
 */
final class ConstantMixes {

    private static final int PARTS = 20;
    private static final int MOST_EXPERTS = 6;
    /** So small that no price relative of a round leads out of the range of doubles. */
    private static final int LARGEST_EXPONENT = 8;

    /** By mix, the part of each expert. */
    private final double[][] parts;
    /** By mix, its wealth divided by {@code 2^exponent}. */
    private final double[] wealth;
    private int exponent;

    /** @throws IllegalArgumentException if there are no experts, or too many */
    ConstantMixes(final int experts) {
        if (experts < 1 || experts > MOST_EXPERTS) {
            throw new IllegalArgumentException("universal weighs every mix in parts of 5 %, which is possible for 1 to " + MOST_EXPERTS + " experts: experts="
                + experts + ". Take another algorithm, such as eg");
        }
        final List<double[]> all = new ArrayList<>();
        addMixes(new int[experts], 0, PARTS, all);
        parts = all.toArray(double[][]::new);
        wealth = new double[parts.length];
        Arrays.fill(wealth, 1);
    }

    private static void addMixes(final int[] shares, final int from, final int left, final List<double[]> to) {
        if (from == shares.length - 1) {
            shares[from] = left;
            to.add(Arrays.stream(shares).mapToDouble(share -> (double) share / PARTS).toArray());
            return;
        }
        for (int share = 0; share <= left; share++) {
            shares[from] = share;
            addMixes(shares, from + 1, left - share, to);
        }
    }

    int count() {
        return parts.length;
    }

    void add(final double[] relatives) {
        double most = 0;
        for (int i = 0; i < wealth.length; i++) {
            wealth[i] *= ExponentialWeights.mean(parts[i], relatives);
            most = Math.max(most, wealth[i]);
        }
        final int shift = Math.getExponent(most);
        if (Math.abs(shift) > LARGEST_EXPONENT) {
            for (int i = 0; i < wealth.length; i++) {
                wealth[i] = Math.scalb(wealth[i], -shift);
            }
            exponent += shift;
        }
    }

    /** Writes the mean of the mixes by wealth: what an account holds that began with equal parts in all of them. */
    void mean(final double[] weights) {
        Arrays.fill(weights, 0);
        double total = 0;
        for (int i = 0; i < wealth.length; i++) {
            total += wealth[i];
            for (int k = 0; k < weights.length; k++) {
                weights[k] += wealth[i] * parts[i][k];
            }
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= total;
        }
    }

    /** The wealth of the best mix; it began with 1. */
    double best() {
        double most = 0;
        for (final double each : wealth) {
            most = Math.max(most, each);
        }
        return Math.scalb(most, exponent);
    }
}
