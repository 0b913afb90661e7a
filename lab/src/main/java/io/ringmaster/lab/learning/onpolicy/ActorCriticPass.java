package io.ringmaster.lab.learning.onpolicy;

import io.ringmaster.lab.learning.network.Parameters;
import io.ringmaster.lab.learning.network.Pass;
import java.util.List;

/** What one thread needs to send samples through policy and value and back. */
final class ActorCriticPass {

    private final ActorCritic networks;
    private final Pass policy;
    private final Pass value;
    private final int valueOutput;
    private final Parameters policyGradients;
    private final Parameters valueGradients;
    private final Parameters headGradients;
    private final Parameters gradients;

    /** @param samples the most that one pass takes */
    ActorCriticPass(final ActorCritic networks, final int samples) {
        this.networks = networks;
        policy = new Pass(networks.policy().shape(), samples);
        value = networks.isShared() ? policy : new Pass(networks.value().shape(), samples);
        valueOutput = networks.isShared() ? networks.head().outputs() : 0;
        policyGradients = networks.policy().parameters().zeros();
        valueGradients = networks.isShared() ? policyGradients : networks.value().parameters().zeros();
        headGradients = networks.head().parameters().zeros();
        gradients = Parameters.joined(networks.isShared()
            ? List.of(policyGradients, headGradients)
            : List.of(policyGradients, valueGradients, headGradients));
    }

    void setInput(final int sample, final float[] observation) {
        System.arraycopy(observation, 0, policy.input(sample), 0, observation.length);
        System.arraycopy(observation, 0, value.input(sample), 0, observation.length);
    }

    void forward(final int count) {
        networks.policy().forward(policy, count);
        if (!networks.isShared()) {
            networks.value().forward(value, count);
        }
    }

    /** The policy's outputs, and perhaps the value behind them. */
    float[] outputs(final int sample) {
        return policy.output(sample);
    }

    float value(final int sample) {
        return value.output(sample)[valueOutput];
    }

    /** Derivatives by the policy's outputs, to be written. */
    float[] errors(final int sample) {
        return policy.errors(sample);
    }

    void setValueError(final int sample, final float error) {
        value.errors(sample)[valueOutput] = error;
    }

    /** Derivatives by the head's parameters, to be added to. */
    Parameters headGradients() {
        return headGradients;
    }

    void clearGradients() {
        gradients.clear();
    }

    /** Adds the derivatives by all weights. */
    void backward(final int count) {
        networks.policy().backward(policy, count, policyGradients);
        if (!networks.isShared()) {
            networks.value().backward(value, count, valueGradients);
        }
    }

    /** In the order of {@link ActorCritic#parameters}. */
    Parameters gradients() {
        return gradients;
    }
}
