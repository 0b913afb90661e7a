package io.ringmaster.lab.learning.optimiser;

/**
 * How {@link Adam} moves.
 *
 * @param beta1       share of the mean gradient that stays at each step
 * @param beta2       share of the mean square that stays at each step
 * @param epsilon     added to the root of the mean square
 * @param weightDecay share of each weight that goes away at each step, times the learning rate; 0 for none
 */
public record AdamSettings(double beta1, double beta2, double epsilon, double weightDecay) {

    /** The values of the paper. */
    public static final AdamSettings DEFAULT = new AdamSettings(0.9, 0.999, 1e-8, 0);

    /** @throws IllegalArgumentException if a share is outside [0, 1) or another number is negative */
    public AdamSettings {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0 && weightDecay >= 0)) {
            throw new IllegalArgumentException("beta1 and beta2 must be in [0, 1), epsilon above 0 and weightDecay at least 0: beta1=" + beta1
                + " beta2=" + beta2 + " epsilon=" + epsilon + " weightDecay=" + weightDecay);
        }
    }

    public AdamSettings withEpsilon(final double value) {
        return new AdamSettings(beta1, beta2, value, weightDecay);
    }

    public AdamSettings withWeightDecay(final double value) {
        return new AdamSettings(beta1, beta2, epsilon, value);
    }
}
