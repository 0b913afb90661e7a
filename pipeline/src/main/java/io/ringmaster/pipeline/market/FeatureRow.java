package io.ringmaster.pipeline.market;

import io.ringmaster.strategies.indicator.Feature;

/** The features of one instrument as strategies read them, by {@link Feature#ordinal}. */
record FeatureRow(double[] values) {

    /** Stands for a time at which nothing has come yet. */
    static final long NEVER = Long.MIN_VALUE;

    private static final double NS = 1e9;

    void put(final Feature feature, final double value) {
        values[feature.ordinal()] = value;
    }

    double get(final Feature feature) {
        return values[feature.ordinal()];
    }

    /** Writes seconds since a time; not a number for {@link #NEVER}. */
    void putAge(final Feature feature, final long sinceNs, final long timeNs) {
        put(feature, sinceNs == NEVER ? Double.NaN : (timeNs - sinceNs) / NS);
    }
}
