package io.ringmaster.inference.experts;

import java.util.Arrays;

/**
 * Weights that are proportional to {@code exp(exponent)}. The largest exponent is subtracted first, so the largest weight is never lost: no
 * exponents overflow, and the sum is at least 1 before it is divided by.
 */
final class ExponentialWeights {

    private final double[] weights;

    /** Equal weights. */
    ExponentialWeights(final int experts) {
        if (experts < 1) {
            throw new IllegalArgumentException("there must be at least one expert: experts=" + experts);
        }
        weights = new double[experts];
        Arrays.fill(weights, 1.0 / experts);
    }

    /** Mean of the values by weight. */
    static double mean(final double[] weights, final double[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    /** The weights; the array is always the same. */
    double[] weights() {
        return weights;
    }

    /** @param exponents less than positive infinity, at least one of them finite; out: the logarithms of the weights */
    void set(final double[] exponents) {
        double largest = exponents[0];
        for (final double exponent : exponents) {
            largest = Math.max(largest, exponent);
        }
        for (int i = 0; i < weights.length; i++) {
            exponents[i] -= largest;
            weights[i] = Exponential.of(exponents[i]);
        }
        final double logSum = StrictMath.log(normalise());
        for (int i = 0; i < weights.length; i++) {
            exponents[i] -= logSum;
        }
    }

    /** Equal weights for the experts with the least loss, 0 for all others: the limit of an infinite learning rate. */
    void setLeaders(final double[] losses, final double least) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = losses[i] == least ? 1 : 0;
        }
        normalise();
    }

    /**
     * Divides the weights by their sum.
     *
     * @return the sum
     */
    private double normalise() {
        double sum = 0;
        for (final double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return sum;
    }
}
