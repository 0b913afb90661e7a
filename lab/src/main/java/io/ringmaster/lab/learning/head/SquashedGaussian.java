package io.ringmaster.lab.learning.head;

import io.ringmaster.inference.model.exact.FixedMath;
import io.ringmaster.lab.learning.network.Generator;

/**
 * Several numbers between -1 and 1, each the tanh of a Gaussian number (SAC): the outputs are the means, then the logarithms of the deviations, which
 * count as {@link #LEAST_LOG} or {@link #MOST_LOG} beyond these. An action is {@code tanh(mean + deviation · noise)}, so that an action has derivatives by
 * the outputs. One thread uses it, for one state after the other.
 */
public final class SquashedGaussian {

    public static final float LEAST_LOG = -20;
    public static final float MOST_LOG = 2;

    private static final double LOG_ROOT_2_PI = 0.9189385332046727;
    private static final double LOG_2 = 0.6931471805599453;

    private final int size;
    private final double[] logs;
    private final double[] deviations;
    private final double[] noise;
    private final double[] before;
    private final double[] actions;
    private final boolean[] isMoving;

    public SquashedGaussian(final int size) {
        this.size = size;
        logs = new double[size];
        deviations = new double[size];
        noise = new double[size];
        before = new double[size];
        actions = new double[size];
        isMoving = new boolean[size];
    }

    /** How many outputs of the network it needs. */
    public static int outputs(final int size) {
        return 2 * size;
    }

    /** Draws the noise of an action. */
    public static void draw(final Generator random, final float[] noise) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
    }

    /** Takes the next state and its noise; the action is in {@link #action} then. All noise 0 gives the most probable action. */
    public void of(final float[] outputs, final float[] drawn) {
        for (int i = 0; i < size; i++) {
            final float log = outputs[size + i];
            isMoving[i] = log >= LEAST_LOG && log <= MOST_LOG;
            logs[i] = Math.clamp(log, LEAST_LOG, MOST_LOG);
            deviations[i] = FixedMath.exp(logs[i]);
            noise[i] = drawn[i];
            before[i] = outputs[i] + deviations[i] * noise[i];
            actions[i] = FixedMath.tanh(Math.clamp(before[i], -FixedMath.TANH_END, FixedMath.TANH_END));
        }
    }

    /** Writes the action. */
    public void action(final float[] into) {
        for (int i = 0; i < size; i++) {
            into[i] = (float) actions[i];
        }
    }

    /** The logarithm of the action's density. It takes {@code log(1 - tanh²x)} as {@code 2 (log 2 - x - log(1 + exp(-2x)))}, which loses no digits. */
    public double logProbability() {
        double log = 0;
        for (int i = 0; i < size; i++) {
            log -= 0.5 * noise[i] * noise[i] + logs[i] + LOG_ROOT_2_PI + logSlope(before[i]);
        }
        return log;
    }

    private static double logSlope(final double x) {
        final double positive = Math.abs(x);
        return 2 * (LOG_2 - positive - StrictMath.log1p(FixedMath.exp(-2 * positive)));
    }

    /**
     * The derivatives by the outputs of {@code byLogProbability · logProbability() + Σ byAction · action}, at constant noise.
     *
     * @param byAction derivatives by each number of the action
     * @param errors   out: by each output
     */
    public void gradients(final float[] byAction, final double byLogProbability, final float[] errors) {
        for (int i = 0; i < size; i++) {
            final double slope = 1 - actions[i] * actions[i];
            // log(1 - tanh²x) has the derivative -2 tanh x.
            final double byBefore = byAction[i] * slope + byLogProbability * 2 * actions[i];
            errors[i] = (float) byBefore;
            errors[size + i] = isMoving[i] ? (float) (byBefore * deviations[i] * noise[i] - byLogProbability) : 0;
        }
    }
}
