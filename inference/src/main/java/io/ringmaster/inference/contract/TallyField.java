package io.ringmaster.inference.contract;

/** What all strategies of the instrument say together. Unknown (NaN) while none counts. */
public enum TallyField {
    /** Share of the strategies that count, in [0, 1]. */
    LONG_SHARE, SHORT_SHARE, FLAT_SHARE,
    /** Mean strength of those that say so, in [0, 1]; 0 if none does. */
    LONG_STRENGTH, SHORT_STRENGTH,
    /** Mean confidence of those that say so, in [0, 1]; 0 if none does. */
    LONG_CONFIDENCE, SHORT_CONFIDENCE
}
