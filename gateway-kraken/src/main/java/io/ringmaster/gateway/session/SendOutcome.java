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
        /** The venue accepted the request. */
        PLACED,
        /** The venue did not carry out the request and will not. */
        REFUSED,
        /** Anything else: time-out, reset, an unreadable answer or an unknown word. */
        UNKNOWN
    }
}
