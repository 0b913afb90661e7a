package io.ringmaster.exchange.wire;

/** What a venue does to those who trust it. Requests have the name of their endpoint, frames that of their feed. */
public enum Fault {
    /** The request never arrives; the connection closes. */
    REQUEST_LOST,
    /** The request arrives late; {@code value} says how late, ms. */
    REQUEST_DELAYED,
    /** The request is carried out twice, as a proxy that retries would; the second answer is the one that comes. */
    REQUEST_TWICE,
    /** Carried out, then the connection closes without an answer. */
    REPLY_LOST,
    /** Carried out, then reset without an answer. */
    REPLY_RESET,
    /** Carried out, then silence. */
    REPLY_NEVER,
    /** Carried out, and the answer comes late; {@code value} says how late, ms. */
    REPLY_DELAYED,
    /** The answer is cut in the middle. */
    REPLY_GARBLED,
    /** Not carried out: HTTP status {@code value} and a page of HTML. */
    HTTP_ERROR,
    /** Not carried out: {@code apiLimitExceeded}. */
    API_LIMIT,
    /** Not carried out: {@code authenticationError}. */
    AUTHENTICATION,
    /** Not carried out: {@code nonceBelowThreshold}. */
    NONCE,
    /** Not carried out: an order is refused with the next of all words there are, and one there is not. */
    REJECT,
    /** Fields nobody has heard of, and words that were not there before. */
    UNHEARD_OF,
    /** The socket closes. */
    SOCKET_DROPPED,
    /** The socket stays open and says nothing more. */
    SOCKET_SILENT,
    /** A frame is left out. */
    FRAME_LOST,
    /** A frame comes twice. */
    FRAME_TWICE,
    /** A frame comes after the next one. */
    FRAME_LATE,
    /** A frame is cut in the middle. */
    FRAME_GARBLED,
    /** The venue's clock is off by {@code value}, ms. */
    CLOCK_SKEW,
    /** The market takes only resting orders, and the ticker says so. */
    POST_ONLY,
    /** The market takes nothing, and the ticker says so. */
    SUSPENDED,
    /** A notice of maintenance. */
    MAINTENANCE,
    /** An administrator cancels every order. */
    ADMIN_CANCEL
}
