package io.ringmaster.inference;

import io.ringmaster.schema.Signal;

/** What a strategy's signal counts for in a tally. */
enum Vote {

    LONG, SHORT, FLAT;

    /** Number of directions; their ordinals come first. */
    static final int DIRECTIONS = 2;
    /** Stands for no vote where votes are numbers; it comes after their ordinals. */
    static final int NONE = 3;

    /** By ordinal of a signal. */
    private static final byte[] NUMBERS = numbers();

    private static byte[] numbers() {
        final byte[] numbers = new byte[Signal.values().length];
        for (final Signal signal : Signal.values()) {
            numbers[signal.ordinal()] = (byte) (of(signal) == null ? NONE : of(signal).ordinal());
        }
        return numbers;
    }

    /** The ordinal of the vote of a signal; {@link #NONE} for HOLD. */
    static int numberOf(final Signal signal) {
        return numberOf(signal.ordinal());
    }

    /** The same by the ordinal of the signal. */
    static int numberOf(final int signal) {
        return NUMBERS[signal];
    }

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
