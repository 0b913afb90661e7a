package io.ringmaster.gateway.session;

/**
 * How sending an order ended, as seen from here.
 *
 * @param kind    what may be concluded
 * @param venueOrderId the venue's id; empty when it gave none
 * @param word    the venue's word, or what went wrong
 */
public record SendOutcome(Kind kind, String venueOrderId, String word) {

    /** What may be concluded. */
    public enum Kind {
        /** The venue says it has it. */
        PLACED,
        /** The venue says it does not and will not. */
        REFUSED,
        /** Anything else: time-out, reset, nonsense, a word nobody knows. */
        UNKNOWN
    }
}
