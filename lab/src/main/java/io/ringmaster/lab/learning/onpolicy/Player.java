package io.ringmaster.lab.learning.onpolicy;

import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.environment.Seat;
import io.ringmaster.lab.learning.head.Distribution;

/** Lets the policy of now act in one environment. */
final class Player {

    private final Seat seat;
    private final ActorCriticPass pass;
    private final Distribution distribution;
    private final float[] observation;

    Player(final Seat seat, final ActorCritic networks, final int features) {
        this.seat = seat;
        pass = new ActorCriticPass(networks, 1);
        distribution = networks.head().distribution(networks.head().parameters());
        observation = new float[features];
    }

    Seat seat() {
        return seat;
    }

    /** Fills the steps of a rollout from {@code from} to before {@code to}. */
    void play(final Rollout rollout, final int from, final int to) {
        for (int t = from; t < to; t++) {
            decide(rollout, t);
            if (t > from && !rollout.isLast[t - 1]) {
                rollout.valuesAfter[t - 1] = rollout.values[t];
            }
            rollout.rewards[t] = seat.step(rollout.actions[t]);
            final Environment.End end = seat.end();
            rollout.isLast[t] = end != Environment.End.NONE;
            if (end == Environment.End.TERMINATED) {
                rollout.valuesAfter[t] = 0;
            } else if (end == Environment.End.TRUNCATED || t == to - 1) {
                rollout.valuesAfter[t] = valueOfNow();
            }
            if (rollout.isLast[t]) {
                seat.restart();
            }
        }
    }

    private void decide(final Rollout rollout, final int t) {
        seat.observe(rollout.observations[t]);
        final boolean[] allowed = rollout.allowed(t);
        if (allowed != null) {
            seat.allowed(allowed);
        }
        pass.setInput(0, rollout.observations[t]);
        pass.forward(1);
        System.arraycopy(pass.outputs(0), 0, rollout.outputs[t], 0, rollout.outputs[t].length);
        rollout.values[t] = pass.value(0);
        distribution.of(rollout.outputs[t], allowed);
        distribution.sample(seat.random(), rollout.actions[t]);
        rollout.logProbabilities[t] = distribution.logProbability(rollout.actions[t]);
    }

    private float valueOfNow() {
        seat.observe(observation);
        pass.setInput(0, observation);
        pass.forward(1);
        return pass.value(0);
    }
}
