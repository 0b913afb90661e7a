package io.ringmaster.pipeline.market;

import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;

/** The features of one instrument as strategies read them. */
record FeatureRow(FeatureValues values) {

    /** Stands for a time at which nothing has come yet. */
    static final long NEVER = Long.MIN_VALUE;

    private static final double NS = 1e9;

    void put(final Feature feature, final double value) {
        values.put(feature, value);
    }

    double get(final Feature feature) {
        return values.get(feature);
    }

    /** Writes seconds since a time; not a number for {@link #NEVER}. */
    void putAge(final Feature feature, final long sinceNs, final long timeNs) {
        put(feature, age(sinceNs, timeNs));
    }

    /** Seconds since a time; not a number for {@link #NEVER}. */
    static double age(final long sinceNs, final long timeNs) {
        return sinceNs == NEVER ? Double.NaN : (timeNs - sinceNs) / NS;
    }
}
