package io.ringmaster.lab.learning.onpolicy;

import java.util.List;

/**
 * What an update did, as means over its samples.
 *
 * @param policyLoss   the clipped objective, times -1
 * @param valueLoss    squared error of the values
 * @param entropy      of the policy, in nats
 * @param divergence   between the policy that acted and the learned one, over the last epoch
 * @param clippedShare samples whose probability changed by more than the limit
 * @param norm         longest gradient before it was shortened
 * @param learningRate of the update
 */
public record UpdateFigures(
    double policyLoss, double valueLoss, double entropy, double divergence, double clippedShare, double norm, double learningRate) {

    static final List<String> NAMES = List.of("policy_loss", "value_loss", "entropy", "divergence", "clipped_share", "gradient_norm", "learning_rate");

    static final UpdateFigures NONE = new UpdateFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    double[] values() {
        return new double[] {policyLoss, valueLoss, entropy, divergence, clippedShare, norm, learningRate};
    }
}
