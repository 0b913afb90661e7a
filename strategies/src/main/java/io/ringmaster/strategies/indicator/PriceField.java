package io.ringmaster.strategies.indicator;

/** Which number of a bar an indicator works on. */
public enum PriceField {
    OPEN, HIGH, LOW, CLOSE, VOLUME,
    /** (high + low) / 2. */
    HL2,
    /** (high + low + close) / 3, the typical price. */
    HLC3,
    /** (open + high + low + close) / 4. */
    OHLC4;

    /** How many there are. */
    static final int COUNT = values().length;

    /** Writes those a bar has, each at its ordinal. */
    static void write(
        final double[] all, final double open, final double high, final double low, final double close, final double volume) {
        all[OPEN.ordinal()] = open;
        all[HIGH.ordinal()] = high;
        all[LOW.ordinal()] = low;
        all[CLOSE.ordinal()] = close;
        all[VOLUME.ordinal()] = volume;
    }

    /** Writes those made of them. */
    static void writeMeans(final double[] all, final double open, final double high, final double low, final double close) {
        all[HL2.ordinal()] = (high + low) / 2;
        all[HLC3.ordinal()] = (high + low + close) / 3;
        all[OHLC4.ordinal()] = (open + high + low + close) / 4;
    }

    /** Whether it is made of others. */
    boolean isMean() {
        return compareTo(HL2) >= 0;
    }
}
