package io.ringmaster.lab.learning.onpolicy;

import io.ringmaster.inference.model.exact.FixedMath;
import io.ringmaster.lab.learning.head.Distribution;
import io.ringmaster.lab.learning.network.Parameters;

/** A part of a minibatch that one thread computes: the loss and its gradients, as sums over its samples. */
final class Chunk {

    /** Samples of a chunk. It is the same for any number of threads, because it decides the order of the sums. */
    static final int SIZE = 32;

    private final OnPolicySettings.Loss loss;
    private final ActorCriticPass pass;
    private final Distribution now;
    private final Distribution before;
    private final LossSums sums = new LossSums();

    /** @param headBefore the head's parameters when the policy acted */
    Chunk(final OnPolicySettings.Loss loss, final ActorCritic networks, final Parameters headBefore) {
        this.loss = loss;
        pass = new ActorCriticPass(networks, SIZE);
        now = networks.head().distribution(networks.head().parameters());
        before = networks.head().distribution(headBefore);
    }

    /** Computes the samples of a minibatch from {@code from} to before {@code to}. */
    void compute(final Minibatch batch, final int from, final int to) {
        final int count = to - from;
        for (int s = 0; s < count; s++) {
            pass.setInput(s, batch.rollout().observations[batch.index(from + s)]);
        }
        pass.forward(count);
        pass.clearGradients();
        sums.clear();
        sums.samples = count;
        for (int s = 0; s < count; s++) {
            policyErrors(batch, from + s, s);
            pass.setValueError(s, (float) (loss.valueCoefficient() / batch.size() * valueError(batch, from + s, s)));
        }
        pass.backward(count);
    }

    /** The loss of the policy is {@code -min(ratio · advantage, clipped ratio · advantage)}. */
    private void policyErrors(final Minibatch batch, final int place, final int s) {
        final Rollout rollout = batch.rollout();
        final int index = batch.index(place);
        final double advantage = batch.advantage(place);
        now.of(pass.outputs(s), rollout.allowed(index));
        before.of(rollout.outputs[index], rollout.allowed(index));
        final double ratio = FixedMath.exp(now.logProbability(rollout.actions[index]) - rollout.logProbabilities[index]);
        final double limited = Math.clamp(ratio, 1 - loss.clip(), 1 + loss.clip());
        final boolean isClipped = limited * advantage < ratio * advantage;
        sums.policy -= Math.min(ratio * advantage, limited * advantage);
        sums.entropy += now.entropy();
        sums.divergence += now.divergenceFrom(before);
        sums.clipped += ratio == limited ? 0 : 1;
        now.gradients(
            rollout.actions[index], isClipped ? 0 : -ratio * advantage / batch.size(), -loss.entropyCoefficient() / batch.size(), pass.errors(s),
            pass.headGradients());
    }

    /** The derivative of the squared error; with a limit, of the larger one of the value's error and the limited value's. */
    private double valueError(final Minibatch batch, final int place, final int s) {
        final int index = batch.index(place);
        final double error = (double) pass.value(s) - batch.rollout().returns[index];
        final double old = batch.rollout().values[index];
        final double moved = pass.value(s) - old;
        final double limited = Math.clamp(moved, -loss.valueClip(), loss.valueClip());
        final double limitedError = old + limited - batch.rollout().returns[index];
        if (limited != moved && limitedError * limitedError > error * error) {
            sums.value += limitedError * limitedError;
            return 0;
        }
        sums.value += error * error;
        return 2 * error;
    }

    Parameters gradients() {
        return pass.gradients();
    }

    LossSums sums() {
        return sums;
    }
}
