package io.ringmaster.lab.learning.onpolicy;

import io.ringmaster.lab.learning.network.Initialisation;
import io.ringmaster.lab.learning.network.Nonlinearity;
import io.ringmaster.lab.learning.optimiser.AdamSettings;
import io.ringmaster.lab.learning.optimiser.LearningRate;
import java.util.List;

/** How an {@link OnPolicyLearner} learns. */
public record OnPolicySettings(Networks networks, Batches batches, Discount discount, Loss loss, AdamSettings adam, LearningRate learningRate) {

    /**
     * The networks of policy and value.
     *
     * @param isShared whether both are outputs of one network
     */
    public record Networks(List<Integer> hidden, Nonlinearity nonlinearity, boolean isShared, Initialisation initialisation) {
    }

    /**
     * What an update learns from.
     *
     * @param steps     of all environments together
     * @param minibatch samples of a step of the optimiser
     * @param epochs    how often each sample is used
     */
    public record Batches(int steps, int minibatch, int epochs) {

        /** @throws IllegalArgumentException if one is below 1 */
        public Batches {
            if (steps < 1 || minibatch < 1 || epochs < 1) {
                throw new IllegalArgumentException("steps, minibatch and epochs must be at least 1: " + steps + ", " + minibatch + ", " + epochs);
            }
        }
    }

    /**
     * How much later rewards count.
     *
     * @param gamma  a reward one step later
     * @param lambda between 0, which trusts the value network, and 1, which trusts the rewards (Schulman and others, 2016)
     */
    public record Discount(double gamma, double lambda) {
    }

    /**
     * What is made small.
     *
     * @param clip               a policy gains nothing from changing a probability by more than this share; infinite for no limit
     * @param valueClip          the same for the change of a value; infinite for no limit
     * @param valueCoefficient   times the mean squared error of the values
     * @param entropyCoefficient times the entropy, which is made large
     * @param isNormalised       whether the advantages of a minibatch are shifted and scaled to mean 0 and deviation 1
     * @param mostNorm           longest gradient; a longer one is shortened
     * @param mostDivergence     an update ends when a minibatch diverges by 1.5 times this; infinite for no limit
     */
    public record Loss(
        double clip, double valueClip, double valueCoefficient, double entropyCoefficient, boolean isNormalised, double mostNorm, double mostDivergence) {

    }

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** PPO (Schulman and others, 2017) with Ringmaster's usual numbers. */
    public static OnPolicySettings ppo() {
        return new OnPolicySettings(
            new Networks(List.of(128, 64, 32), Nonlinearity.RELU, false, Initialisation.ORTHOGONAL),
            new Batches(2048, 64, 10),
            new Discount(0.99, 0.95),
            new Loss(0.2, INFINITE, 0.5, 0.01, true, 0.5, INFINITE),
            AdamSettings.DEFAULT.withEpsilon(1e-5),
            new LearningRate.Constant(3e-4));
    }

    /** A2C: one step of the optimiser for few steps of the environments. That is PPO with one epoch, one minibatch and no clip (Huang and others, 2022). */
    public static OnPolicySettings a2c(final int environments) {
        return new OnPolicySettings(
            ppo().networks(),
            new Batches(5 * environments, 5 * environments, 1),
            new Discount(0.99, 1),
            new Loss(INFINITE, INFINITE, 0.5, 0.01, false, 0.5, INFINITE),
            AdamSettings.DEFAULT.withEpsilon(1e-5),
            new LearningRate.Constant(7e-4));
    }

    public OnPolicySettings withNetworks(final Networks value) {
        return new OnPolicySettings(value, batches, discount, loss, adam, learningRate);
    }

    public OnPolicySettings withBatches(final Batches value) {
        return new OnPolicySettings(networks, value, discount, loss, adam, learningRate);
    }

    public OnPolicySettings withDiscount(final Discount value) {
        return new OnPolicySettings(networks, batches, value, loss, adam, learningRate);
    }

    public OnPolicySettings withLoss(final Loss value) {
        return new OnPolicySettings(networks, batches, discount, value, adam, learningRate);
    }

    public OnPolicySettings withLearningRate(final LearningRate value) {
        return new OnPolicySettings(networks, batches, discount, loss, adam, value);
    }
}
