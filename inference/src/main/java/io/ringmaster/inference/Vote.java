package io.ringmaster.inference;

import io.ringmaster.schema.Signal;

/** What a strategy's signal counts for in a tally. */
enum Vote {

    LONG, SHORT, FLAT;

    /** Number of directions; their ordinals come first. */
    static final int DIRECTIONS = 2;
    /** Stands for no vote where votes are numbers; it comes after their ordinals. */
    static final int NONE = 3;

    /** The vote of a signal; null for HOLD, which is none. */
    static Vote of(final Signal signal) {
        return switch (signal) {
            case LONG -> LONG;
            case SHORT -> SHORT;
            case FLAT -> FLAT;
            case HOLD, NULL_VAL -> null;
        };
    }
}
