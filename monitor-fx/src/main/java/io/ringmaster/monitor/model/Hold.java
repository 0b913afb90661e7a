package io.ringmaster.monitor.model;

/**
 * Something that keeps a session from taking new risk.
 *
 * @param sinceNs event time since when; 0 if it is not known
 * @param detail  of the kind, such as the reason of a latch; null without one
 */
public record Hold(Kind kind, long sinceNs, Enum<?> detail) {

    /** What holds it back, the most severe first. */
    public enum Kind {
        /** Sends nothing but cancels: the session is about to end. */
        STANDING_DOWN,
        /** Sends nothing but cancels until a person resets the latch. */
        KILLED,
        /** A loss, a fault or a contradiction: no new risk until a person resets it. */
        LATCHED,
        /** Closes every position; no new risk until a person resumes. */
        CLOSING_ALL,
        /** No new risk until a person resumes. */
        PAUSED,
        /** Sends no order until a person arms it. */
        OBSERVING,
        /** The disk of the journal is short of space, or writing lags. */
        JOURNAL,
        /** It is not known whether the venue has the same orders, fills and positions. */
        NOT_RECONCILED,
        /** Our clock and the venue's are too far from each other. */
        CLOCKS_DIFFER,
        /** An order was not answered. */
        ORDER_UNKNOWN,
        /** The connection or the venue does not take orders. */
        VENUE,
        /** Before the end of the warm-up. */
        WARMING_UP
    }
}
