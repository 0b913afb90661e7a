package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.head.Categorical;
import io.ringmaster.lab.learning.network.Pass;

/** Discrete actions (Christodoulou 2019): every mean over the actions is exact, so nothing is drawn. */
final class DiscreteChunk extends SacChunk {

    private final Categorical.Shares shares;

    DiscreteChunk(final SacNetworks networks, final int actions) {
        super(networks);
        final Categorical head = new Categorical(actions);
        shares = head.distribution(head.parameters());
    }

    @Override
    void setCriticInput(final Pass critic, final int sample, final Transition step) {
        copy(step.observation, critic.input(sample));
    }

    @Override
    int outputOf(final Transition step) {
        return (int) step.action[0];
    }

    @Override
    void setNextInput(final Pass[] targets, final int sample, final SacBatch batch, final int place) {
        copy(batch.steps()[place].next, targets[0].input(sample));
        copy(batch.steps()[place].next, targets[1].input(sample));
    }

    @Override
    double nextValue(final Pass[] targets, final int sample, final SacBatch batch, final int place) {
        shares.of(policy.output(sample), batch.steps()[place].nextAllowed);
        return -loss(targets, sample, batch.temperature());
    }

    /** {@code Σ p (temperature · log p - smaller critic)}. */
    private double loss(final Pass[] judges, final int sample, final double temperature) {
        double loss = 0;
        for (int a = 0; a < judges[0].output(sample).length; a++) {
            loss += shares.share(a) > 0 ? shares.share(a) * term(judges, sample, a, temperature) : 0;
        }
        return loss;
    }

    private double term(final Pass[] judges, final int sample, final int action, final double temperature) {
        return temperature * shares.log(action) - Math.min(judges[0].output(sample)[action], judges[1].output(sample)[action]);
    }

    @Override
    void policyErrors(final SacBatch batch, final int from, final int count) {
        for (int i = 0; i < critics.length; i++) {
            for (int s = 0; s < count; s++) {
                copy(batch.steps()[from + s].observation, critics[i].input(s));
            }
            networks.critic(i).forward(critics[i], count);
        }
        for (int s = 0; s < count; s++) {
            shares.of(policy.output(s), batch.steps()[from + s].allowed);
            final double loss = loss(critics, s, batch.temperature());
            final float[] errors = policy.errors(s);
            for (int a = 0; a < errors.length; a++) {
                errors[a] = shares.share(a) > 0
                    ? (float) (shares.share(a) * (term(critics, s, a, batch.temperature()) - loss) / batch.size())
                    : 0;
            }
            addPolicyLoss(loss, -shares.entropy());
        }
    }
}
