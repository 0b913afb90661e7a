package io.ringmaster.lab.learning.optimiser;

/** How the learning rate changes during a training. */
public sealed interface LearningRate {

    /** The rate at the start. */
    double start();

    /** Always the same. */
    record Constant(double start) implements LearningRate {
    }

    /**
     * On a straight line from the start to the end.
     *
     * @param steps of the environment after which the end is reached
     */
    record Linear(double start, double end, long steps) implements LearningRate {
    }

    /**
     * Follows how much a policy changes: more than twice the target in an update divides the rate by 1.5, less than half of it multiplies the rate by 1.5.
     *
     * @param target divergence of Kullback and Leibler of an update
     * @param least  lower limit of the rate
     * @param most   upper limit of the rate
     */
    record DivergenceAdaptive(double start, double target, double least, double most) implements LearningRate {
    }
}
