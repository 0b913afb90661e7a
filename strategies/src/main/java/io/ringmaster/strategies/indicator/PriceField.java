package io.ringmaster.strategies.indicator;

/** Which number of a bar an indicator works on. */
public enum PriceField {
    OPEN, HIGH, LOW, CLOSE, VOLUME,
    /** (high + low) / 2. */
    HL2,
    /** (high + low + close) / 3, the typical price. */
    HLC3,
    /** (open + high + low + close) / 4. */
    OHLC4
}
