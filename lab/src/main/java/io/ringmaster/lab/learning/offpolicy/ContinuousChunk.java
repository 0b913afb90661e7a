package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.head.SquashedGaussian;
import io.ringmaster.lab.learning.network.Pass;

/** Continuous actions: the policy's gradient goes through a critic to the action, and from there to the policy. */
final class ContinuousChunk extends SacChunk {

    private final int features;
    private final SquashedGaussian head;
    private final float[] action;
    private final float[] byAction;
    private final double[] logs = new double[SIZE];

    ContinuousChunk(final SacNetworks networks, final int features, final int size) {
        super(networks);
        this.features = features;
        head = new SquashedGaussian(size);
        action = new float[size];
        byAction = new float[size];
    }

    @Override
    void setCriticInput(final Pass critic, final int sample, final Transition step) {
        setInput(critic, sample, step.observation, step.action);
    }

    private void setInput(final Pass critic, final int sample, final float[] observation, final float[] taken) {
        copy(observation, critic.input(sample));
        System.arraycopy(taken, 0, critic.input(sample), features, taken.length);
    }

    @Override
    int outputOf(final Transition step) {
        return 0;
    }

    @Override
    void setNextInput(final Pass[] targets, final int sample, final SacBatch batch, final int place) {
        head.of(policy.output(sample), batch.nextNoise()[place]);
        head.action(action);
        logs[sample] = head.logProbability();
        setInput(targets[0], sample, batch.steps()[place].next, action);
        setInput(targets[1], sample, batch.steps()[place].next, action);
    }

    @Override
    double nextValue(final Pass[] targets, final int sample, final SacBatch batch, final int place) {
        return Math.min(targets[0].output(sample)[0], targets[1].output(sample)[0]) - batch.temperature() * logs[sample];
    }

    @Override
    void policyErrors(final SacBatch batch, final int from, final int count) {
        for (int s = 0; s < count; s++) {
            head.of(policy.output(s), batch.noise()[from + s]);
            head.action(action);
            setInput(critics[0], s, batch.steps()[from + s].observation, action);
            setInput(critics[1], s, batch.steps()[from + s].observation, action);
        }
        for (int i = 0; i < critics.length; i++) {
            networks.critic(i).forward(critics[i], count);
        }
        for (int s = 0; s < count; s++) {
            final boolean isFirst = critics[0].output(s)[0] <= critics[1].output(s)[0];
            critics[0].errors(s)[0] = isFirst ? -1f / batch.size() : 0;
            critics[1].errors(s)[0] = isFirst ? 0 : -1f / batch.size();
        }
        for (int i = 0; i < critics.length; i++) {
            networks.critic(i).backwardToInputs(critics[i], count);
        }
        for (int s = 0; s < count; s++) {
            finish(batch, from + s, s);
        }
    }

    private void finish(final SacBatch batch, final int place, final int s) {
        head.of(policy.output(s), batch.noise()[place]);
        for (int i = 0; i < byAction.length; i++) {
            byAction[i] = critics[0].inputErrors(s)[features + i] + critics[1].inputErrors(s)[features + i];
        }
        head.gradients(byAction, batch.temperature() / batch.size(), policy.errors(s));
        final double log = head.logProbability();
        addPolicyLoss(batch.temperature() * log - Math.min(critics[0].output(s)[0], critics[1].output(s)[0]), log);
    }
}
