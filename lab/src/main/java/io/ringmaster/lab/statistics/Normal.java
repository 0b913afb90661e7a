package io.ringmaster.lab.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** The standard normal distribution. The library computes it in plain Java, with the same bits on every machine. */
final class Normal {

    private static final NormalDistribution STANDARD = new NormalDistribution();

    private Normal() {
    }

    static double cumulative(final double x) {
        return Double.isNaN(x) ? Double.NaN : STANDARD.cumulativeProbability(x);
    }

    static double quantile(final double probability) {
        return STANDARD.inverseCumulativeProbability(probability);
    }
}
