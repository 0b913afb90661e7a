package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.environment.Actions;

/** One step that an environment went. */
final class Transition implements Saved {

    final float[] observation;
    final float[] action;
    final float[] next;
    /** Null if the actions are continuous. */
    final boolean[] allowed;
    final boolean[] nextAllowed;
    float reward;
    boolean isTerminated;

    Transition(final int features, final Actions actions) {
        observation = new float[features];
        next = new float[features];
        switch (actions) {
            case Actions.Discrete discrete -> {
                action = new float[1];
                allowed = new boolean[discrete.count()];
                nextAllowed = new boolean[discrete.count()];
            }
            case Actions.Continuous continuous -> {
                action = new float[continuous.size()];
                allowed = null;
                nextAllowed = null;
            }
        }
    }

    void set(final Transition other) {
        System.arraycopy(other.observation, 0, observation, 0, observation.length);
        System.arraycopy(other.action, 0, action, 0, action.length);
        System.arraycopy(other.next, 0, next, 0, next.length);
        if (allowed != null) {
            System.arraycopy(other.allowed, 0, allowed, 0, allowed.length);
            System.arraycopy(other.nextAllowed, 0, nextAllowed, 0, nextAllowed.length);
        }
        reward = other.reward;
        isTerminated = other.isTerminated;
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.row(observation).row(action).row(next).real(reward).integer(isTerminated ? 1 : 0);
        if (allowed != null) {
            to.flags(allowed).flags(nextAllowed);
        }
    }

    @Override
    public void load(final CheckpointReader from) {
        from.row(observation);
        from.row(action);
        from.row(next);
        reward = (float) from.real();
        isTerminated = from.integer() == 1;
        if (allowed != null) {
            from.flags(allowed);
            from.flags(nextAllowed);
        }
    }
}
