package io.ringmaster.lab.statistics;

import java.util.Random;

/** Seeded series. */
final class Series {

    private Series() {
    }

    /** An autoregression of order 1 with normal shocks, stationary from its first value on. */
    static double[] autoregression(final int size, final double coefficient, final double mean, final Random random) {
        final double[] series = new double[size];
        double value = random.nextGaussian() / Math.sqrt(1 - coefficient * coefficient);
        for (int i = 0; i < size; i++) {
            value = coefficient * value + random.nextGaussian();
            series[i] = mean + value;
        }
        return series;
    }

    /** Independent standard normal values with a mean for each column. */
    static double[][] noise(final int rows, final double[] means, final Random random) {
        final double[][] table = new double[rows][means.length];
        for (final double[] row : table) {
            for (int i = 0; i < means.length; i++) {
                row[i] = means[i] + random.nextGaussian();
            }
        }
        return table;
    }

    /** Sums of twelve numbers of a linear congruential generator, less 6, through an autoregression: the same in any language. */
    static double[] congruential(final int size, final double coefficient, final long seed) {
        final double[] series = new double[size];
        long state = seed;
        double value = 0;
        for (int i = 0; i < size; i++) {
            double shock = 0;
            for (int k = 0; k < 12; k++) {
                state = (state * 1_103_515_245L + 12_345) % 2_147_483_648L;
                shock += state / 2_147_483_648.0;
            }
            value = coefficient * value + shock - 6;
            series[i] = value;
        }
        return series;
    }
}
