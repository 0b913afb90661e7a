package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.network.Parameters;
import io.ringmaster.lab.learning.network.Pass;
import java.util.Arrays;
import java.util.List;

/** A part of a batch that one thread computes: losses and gradients, as sums over its samples. */
abstract class SacChunk {

    /** Samples of a chunk. It is the same for any number of threads, because it decides the order of the sums. */
    static final int SIZE = 32;

    final SacNetworks networks;
    final Pass policy;
    final Pass[] critics;
    private final Pass[] targets;
    private final Parameters policyGradients;
    private final Parameters[] eachCriticGradients;
    private final Parameters criticGradients;
    private final double[] goals = new double[SIZE];
    private double criticLoss;
    private double policyLoss;
    private double logProbability;

    SacChunk(final SacNetworks networks) {
        this.networks = networks;
        policy = new Pass(networks.policy().shape(), SIZE);
        critics = new Pass[] {new Pass(networks.critic(0).shape(), SIZE), new Pass(networks.critic(1).shape(), SIZE)};
        targets = new Pass[] {new Pass(networks.target(0).shape(), SIZE), new Pass(networks.target(1).shape(), SIZE)};
        policyGradients = networks.policy().parameters().zeros();
        eachCriticGradients = new Parameters[] {networks.critic(0).parameters().zeros(), networks.critic(1).parameters().zeros()};
        criticGradients = Parameters.joined(List.of(eachCriticGradients));
    }

    /**
     * Computes the critics' loss of the samples from {@code from} to before {@code to}: half of the mean squared error of each. The goal is the reward, and
     * what the smaller target expects of the policy in the next state with its entropy.
     */
    final void computeCritics(final SacBatch batch, final int from, final int to) {
        final int count = to - from;
        criticGradients.clear();
        criticLoss = 0;
        computeGoals(batch, from, count);
        for (int i = 0; i < critics.length; i++) {
            for (int s = 0; s < count; s++) {
                setCriticInput(critics[i], s, batch.steps()[from + s]);
            }
            networks.critic(i).forward(critics[i], count);
            for (int s = 0; s < count; s++) {
                final float[] errors = critics[i].errors(s);
                Arrays.fill(errors, 0);
                final int output = outputOf(batch.steps()[from + s]);
                final double error = critics[i].output(s)[output] - goals[s];
                criticLoss += 0.5 * error * error;
                errors[output] = (float) (error / batch.size());
            }
            networks.critic(i).backward(critics[i], count, eachCriticGradients[i]);
        }
    }

    private void computeGoals(final SacBatch batch, final int from, final int count) {
        for (int s = 0; s < count; s++) {
            copy(batch.steps()[from + s].next, policy.input(s));
        }
        networks.policy().forward(policy, count);
        for (int s = 0; s < count; s++) {
            setNextInput(targets, s, batch, from + s);
        }
        networks.target(0).forward(targets[0], count);
        networks.target(1).forward(targets[1], count);
        for (int s = 0; s < count; s++) {
            final Transition step = batch.steps()[from + s];
            final double later = step.isTerminated ? 0 : batch.gamma() * nextValue(targets, s, batch, from + s);
            goals[s] = step.reward + later;
        }
    }

    /** Computes the policy's loss of the samples: the temperature times the logarithm of an action's probability, less what the smaller critic expects. */
    final void computePolicy(final SacBatch batch, final int from, final int to) {
        final int count = to - from;
        policyGradients.clear();
        policyLoss = 0;
        logProbability = 0;
        for (int s = 0; s < count; s++) {
            copy(batch.steps()[from + s].observation, policy.input(s));
        }
        networks.policy().forward(policy, count);
        policyErrors(batch, from, count);
        networks.policy().backward(policy, count, policyGradients);
    }

    static void copy(final float[] from, final float[] to) {
        System.arraycopy(from, 0, to, 0, from.length);
    }

    /** Adds a sample's loss, and the mean logarithm of the probabilities of its actions. */
    final void addPolicyLoss(final double loss, final double log) {
        policyLoss += loss;
        logProbability += log;
    }

    /** Writes the input of a critic for a step of the past. */
    abstract void setCriticInput(Pass critic, int sample, Transition step);

    /** Which output of a critic a step of the past is about. */
    abstract int outputOf(Transition step);

    /** Takes the policy's output in the next state, and writes the inputs of the targets. */
    abstract void setNextInput(Pass[] targets, int sample, SacBatch batch, int place);

    /** What the smaller target expects of the policy in the next state, with the worth of its entropy. */
    abstract double nextValue(Pass[] targets, int sample, SacBatch batch, int place);

    /** Writes the derivatives of the loss by the outputs of the policy. */
    abstract void policyErrors(SacBatch batch, int from, int count);

    final Parameters policyGradients() {
        return policyGradients;
    }

    final Parameters criticGradients() {
        return criticGradients;
    }

    final double criticLoss() {
        return criticLoss;
    }

    final double policyLoss() {
        return policyLoss;
    }

    final double logProbability() {
        return logProbability;
    }
}
