package io.ringmaster.lab.learning.head;

import io.ringmaster.inference.model.exact.FixedMath;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Parameters;

/**
 * Several numbers, each Gaussian on its own: the outputs are the means. The logarithms of the deviations do not depend on the state; they are learned
 * beside the network, and count as {@link #LEAST_LOG} or {@link #MOST_LOG} beyond these.
 */
public final class DiagonalGaussian implements Head {

    public static final float LEAST_LOG = -5;
    public static final float MOST_LOG = 2;

    private static final double LOG_ROOT_2_PI = 0.9189385332046727;

    private final int size;
    private final Parameters logDeviations;

    /** Deviations begin at 1. */
    public DiagonalGaussian(final int size) {
        this.size = size;
        logDeviations = new Parameters(new float[size]);
    }

    @Override
    public int outputs() {
        return size;
    }

    @Override
    public int actionSize() {
        return size;
    }

    @Override
    public Parameters parameters() {
        return logDeviations;
    }

    @Override
    public Distribution distribution(final Parameters parameters) {
        return new Bell(parameters.row(0));
    }

    private static final class Bell implements Distribution {

        private final float[] parameters;
        private final double[] means;
        private final double[] logs;
        private final double[] deviations;

        private Bell(final float[] parameters) {
            this.parameters = parameters;
            means = new double[parameters.length];
            logs = new double[parameters.length];
            deviations = new double[parameters.length];
        }

        @Override
        public void of(final float[] outputs, final boolean[] allowed) {
            for (int i = 0; i < means.length; i++) {
                means[i] = outputs[i];
                logs[i] = Math.clamp(parameters[i], LEAST_LOG, MOST_LOG);
                deviations[i] = FixedMath.exp(logs[i]);
            }
        }

        @Override
        public void sample(final Generator random, final float[] action) {
            for (int i = 0; i < means.length; i++) {
                action[i] = (float) (means[i] + deviations[i] * random.nextGaussian());
            }
        }

        @Override
        public void mode(final float[] action) {
            for (int i = 0; i < means.length; i++) {
                action[i] = (float) means[i];
            }
        }

        @Override
        public double logProbability(final float[] action) {
            double log = 0;
            for (int i = 0; i < means.length; i++) {
                final double z = (action[i] - means[i]) / deviations[i];
                log -= 0.5 * z * z + logs[i] + LOG_ROOT_2_PI;
            }
            return log;
        }

        @Override
        public double entropy() {
            double entropy = 0;
            for (final double log : logs) {
                entropy += 0.5 + LOG_ROOT_2_PI + log;
            }
            return entropy;
        }

        @Override
        public double divergenceFrom(final Distribution earlier) {
            final Bell before = (Bell) earlier;
            double divergence = 0;
            for (int i = 0; i < means.length; i++) {
                final double apart = (before.means[i] - means[i]) / deviations[i];
                final double ratio = before.deviations[i] / deviations[i];
                divergence += logs[i] - before.logs[i] + 0.5 * (ratio * ratio + apart * apart - 1);
            }
            return divergence;
        }

        @Override
        public void gradients(
            final float[] action, final double byLogProbability, final double byEntropy, final float[] errors, final Parameters parameters) {
            final float[] byLog = parameters.row(0);
            for (int i = 0; i < means.length; i++) {
                final double z = (action[i] - means[i]) / deviations[i];
                errors[i] = (float) (byLogProbability * z / deviations[i]);
                final boolean isMoving = this.parameters[i] >= LEAST_LOG && this.parameters[i] <= MOST_LOG;
                byLog[i] += isMoving ? (float) (byLogProbability * (z * z - 1) + byEntropy) : 0;
            }
        }
    }
}
