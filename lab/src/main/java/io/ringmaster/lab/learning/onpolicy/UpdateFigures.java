package io.ringmaster.lab.learning.onpolicy;

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
}
