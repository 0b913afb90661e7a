package io.ringmaster.lab.learning.optimiser;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;

/** The learning rate of now. */
public final class LearningRateState implements Saved {

    private static final double FACTOR = 1.5;

    private final LearningRate schedule;
    private double adapted;

    public LearningRateState(final LearningRate schedule) {
        this.schedule = schedule;
        adapted = schedule.start();
    }

    /** @param steps of the environment so far */
    public double rate(final long steps) {
        return switch (schedule) {
            case LearningRate.Constant constant -> constant.start();
            case LearningRate.Linear line -> line.start() + (line.end() - line.start()) * Math.min(1, (double) steps / line.steps());
            case LearningRate.DivergenceAdaptive ignored -> adapted;
        };
    }

    /** An update changed the policy by this much. */
    public void onUpdate(final double divergence) {
        if (schedule instanceof final LearningRate.DivergenceAdaptive adaptive) {
            if (divergence > 2 * adaptive.target()) {
                adapted = Math.max(adaptive.least(), adapted / FACTOR);
            } else if (divergence < adaptive.target() / 2) {
                adapted = Math.min(adaptive.most(), adapted * FACTOR);
            }
        }
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.real(adapted);
    }

    @Override
    public void load(final CheckpointReader from) {
        adapted = from.real();
    }
}
