package io.ringmaster.lab.learning.offpolicy;

/**
 * What one update learns from.
 *
 * @param steps       some steps of the past
 * @param nextNoise   of the actions after them; no numbers for discrete actions
 * @param noise       of the policy's own actions in them
 * @param temperature worth of a nat of entropy
 * @param gamma       worth of a reward one step later
 */
record SacBatch(Transition[] steps, float[][] nextNoise, float[][] noise, double temperature, double gamma) {

    int size() {
        return steps.length;
    }
}
