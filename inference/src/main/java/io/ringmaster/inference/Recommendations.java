package io.ringmaster.inference;

import io.ringmaster.schema.Signal;
import java.util.Arrays;

/** The last recommendation of each strategy, field by field, in the order of the configuration. Mutable, owned by an {@link Observation}. */
public final class Recommendations {

    /** Instrument of each recommendation. */
    public final int[] instrumentId;
    public final Signal[] signal;
    public final double[] strength;
    public final double[] confidence;
    public final long[] stopPriceE8;
    public final long[] targetPriceE8;
    /** Close time of the bar the recommendation is based on; {@link Long#MIN_VALUE} before the first. */
    public final long[] asOfTimeNs;
    /** Whether the policy hears the strategy: it is not warming up, not held as slow and not quarantined. */
    public final boolean[] isActive;

    Recommendations(final int strategies) {
        instrumentId = new int[strategies];
        signal = new Signal[strategies];
        Arrays.fill(signal, Signal.HOLD);
        strength = new double[strategies];
        confidence = new double[strategies];
        stopPriceE8 = new long[strategies];
        targetPriceE8 = new long[strategies];
        asOfTimeNs = new long[strategies];
        Arrays.fill(stopPriceE8, Target.NO_PRICE);
        Arrays.fill(targetPriceE8, Target.NO_PRICE);
        Arrays.fill(asOfTimeNs, Long.MIN_VALUE);
        isActive = new boolean[strategies];
    }
}
