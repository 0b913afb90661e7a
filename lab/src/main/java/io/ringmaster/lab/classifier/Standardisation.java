package io.ringmaster.lab.classifier;

import java.util.List;

/**
 * Makes features comparable: {@code clip((x - mean) * scale, -LIMIT, LIMIT)} with {@code scale = 1 / deviation}. A feature that hardly changed in the
 * examples, by less than a thousandth of its mean, has scale 0: nothing can be learned from it, so it is ignored.
 */
public record Standardisation(float[] mean, float[] scale) {

    /** A value further from the mean than this many deviations counts as this many. */
    public static final float LIMIT = 4;

    private static final double LEAST_DEVIATION = 1e-9;
    private static final double LEAST_SHARE = 0.001;

    /** By the mean and the deviation of some observations. */
    public static Standardisation of(final List<float[]> observations) {
        final int features = observations.getFirst().length;
        final float[] mean = new float[features];
        final float[] scale = new float[features];
        for (int i = 0; i < features; i++) {
            double sum = 0;
            for (final float[] observation : observations) {
                sum += observation[i];
            }
            final double average = sum / observations.size();
            double squares = 0;
            for (final float[] observation : observations) {
                squares += (observation[i] - average) * (observation[i] - average);
            }
            final double deviation = Math.sqrt(squares / observations.size());
            mean[i] = (float) average;
            scale[i] = deviation > LEAST_DEVIATION && deviation > LEAST_SHARE * Math.abs(average) ? (float) (1 / deviation) : 0;
        }
        return new Standardisation(mean, scale);
    }

    /** The observation in deviations from the mean. */
    public double[] apply(final float[] observation) {
        final double[] standardised = new double[observation.length];
        for (int i = 0; i < standardised.length; i++) {
            standardised[i] = Math.clamp((observation[i] - (double) mean[i]) * scale[i], -LIMIT, LIMIT);
        }
        return standardised;
    }

    /** How many features carry information. */
    public int used() {
        int used = 0;
        for (final float each : scale) {
            used += each == 0 ? 0 : 1;
        }
        return used;
    }
}
