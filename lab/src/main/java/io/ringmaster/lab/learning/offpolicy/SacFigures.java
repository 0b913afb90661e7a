package io.ringmaster.lab.learning.offpolicy;

import java.util.List;

/**
 * The latest update; all NaN before the first.
 *
 * @param criticLoss   half of the squared errors of both critics
 * @param policyLoss   what the policy makes small
 * @param entropy      of the policy, in nats, as its actions of the batch show it
 * @param temperature  worth of a nat of entropy
 * @param learningRate of the update
 */
public record SacFigures(double criticLoss, double policyLoss, double entropy, double temperature, double learningRate) {

    static final List<String> NAMES = List.of("critic_loss", "policy_loss", "entropy", "temperature", "learning_rate");

    static final SacFigures NONE = new SacFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    double[] values() {
        return new double[] {criticLoss, policyLoss, entropy, temperature, learningRate};
    }
}
