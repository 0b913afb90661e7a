package io.ringmaster.lab.learning.onpolicy;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.head.Head;

/** The steps that an update learns from: those of the first environment in their order, then those of the next. */
final class Rollout {

    final int size;
    final float[][] observations;
    final float[][] actions;
    /** What the policy said; the distribution then. */
    final float[][] outputs;
    /** Null if the actions are continuous. */
    final boolean[][] allowed;
    final double[] logProbabilities;
    final float[] rewards;
    final float[] values;
    /** What was expected after the step: 0 where the episode terminated. */
    final float[] valuesAfter;
    /** Whether the episode ended with the step, either way. */
    final boolean[] isLast;
    final float[] advantages;
    final float[] returns;

    Rollout(final int size, final int features, final Actions kind, final Head head) {
        this.size = size;
        observations = new float[size][features];
        actions = new float[size][head.actionSize()];
        outputs = new float[size][head.outputs()];
        allowed = kind instanceof final Actions.Discrete discrete ? new boolean[size][discrete.count()] : null;
        logProbabilities = new double[size];
        rewards = new float[size];
        values = new float[size];
        valuesAfter = new float[size];
        isLast = new boolean[size];
        advantages = new float[size];
        returns = new float[size];
    }

    boolean[] allowed(final int index) {
        return allowed == null ? null : allowed[index];
    }
}
