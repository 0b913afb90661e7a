package io.ringmaster.inference;

import io.ringmaster.schema.Signal;

/** A second opinion on an entry that confluence wants: how likely it is that it succeeds. */
interface Predictor {

    /** It cannot say, because it knows too little. */
    double UNKNOWN = -1;
    /** It failed. */
    double INVALID = -2;
    /** It takes too long. */
    double LATE = -3;

    /**
     * @param direction LONG or SHORT
     * @return in [0, 1], or {@link #UNKNOWN}, {@link #INVALID} or {@link #LATE}
     */
    double chance(Observation seen, Signal direction);
}
