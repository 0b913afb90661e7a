package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.network.Initialisation;
import io.ringmaster.lab.learning.network.Nonlinearity;
import io.ringmaster.lab.learning.optimiser.AdamSettings;
import io.ringmaster.lab.learning.optimiser.LearningRate;
import java.util.List;

/**
 * How a {@link SacLearner} learns.
 *
 * @param gamma how much a reward one step later counts
 */
public record SacSettings(Networks networks, Replay replay, double gamma, Temperature temperature, AdamSettings adam, LearningRate learningRate) {

    /**
     * The networks of policy and critics.
     *
     * @param followShare share of the way that a target network goes to its critic after each update
     */
    public record Networks(List<Integer> hidden, Nonlinearity nonlinearity, Initialisation initialisation, double followShare) {
    }

    /**
     * What it learns from.
     *
     * @param capacity steps that are kept; then each step replaces the oldest
     * @param batch    samples of an update
     * @param warmUp   steps with random actions before the first update
     * @param updates  of the networks after each step of all environments
     */
    public record Replay(int capacity, int batch, int warmUp, int updates) {

        /** @throws IllegalArgumentException if a number is below 1 */
        public Replay {
            if (capacity < 1 || batch < 1 || warmUp < 1 || updates < 1) {
                throw new IllegalArgumentException("capacity, batch, warmUp and updates must be at least 1: " + capacity + ", " + batch + ", " + warmUp
                    + ", " + updates);
            }
        }
    }

    /**
     * How much a nat of entropy is worth.
     *
     * @param isAutomatic whether it is learned, so that the entropy meets its target
     * @param start       the worth at the start, above 0
     * @param target      entropy in nats; NaN for minus one for each number of a continuous action, and half of the largest entropy of discrete ones
     */
    public record Temperature(boolean isAutomatic, double start, double target) {
    }

    /** Soft actor-critic (Haarnoja and others, 2018) with the usual numbers. */
    public static SacSettings sac() {
        return new SacSettings(
            new Networks(List.of(256, 256), Nonlinearity.RELU, Initialisation.ORTHOGONAL, 0.005),
            new Replay(100_000, 256, 1_000, 1),
            0.99,
            new Temperature(true, 1, Double.NaN),
            AdamSettings.DEFAULT,
            new LearningRate.Constant(3e-4));
    }

    public SacSettings withNetworks(final Networks value) {
        return new SacSettings(value, replay, gamma, temperature, adam, learningRate);
    }

    public SacSettings withReplay(final Replay value) {
        return new SacSettings(networks, value, gamma, temperature, adam, learningRate);
    }

    public SacSettings withTemperature(final Temperature value) {
        return new SacSettings(networks, replay, gamma, value, adam, learningRate);
    }

    public SacSettings withGamma(final double value) {
        return new SacSettings(networks, replay, value, temperature, adam, learningRate);
    }

    public SacSettings withLearningRate(final LearningRate value) {
        return new SacSettings(networks, replay, gamma, temperature, adam, value);
    }
}
