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

    /** Writes the numbers of a bar, each at its ordinal. */
    static void write(final double[] all, final Bar bar) {
        all[OPEN.ordinal()] = bar.open;
        all[HIGH.ordinal()] = bar.high;
        all[LOW.ordinal()] = bar.low;
        all[CLOSE.ordinal()] = bar.close;
        all[VOLUME.ordinal()] = bar.volume;
    }

    /** Writes the means of them. */
    static void writeMeans(final double[] all, final Bar bar) {
        all[HL2.ordinal()] = (bar.high + bar.low) / 2;
        all[HLC3.ordinal()] = (bar.high + bar.low + bar.close) / 3;
        all[OHLC4.ordinal()] = (bar.open + bar.high + bar.low + bar.close) / 4;
    }

    /** Whether it is a mean of other numbers. */
    boolean isMean() {
        return compareTo(HL2) >= 0;
    }
}
