package io.ringmaster.exchange.wire;

/** A fault that the simulated venue can inject. A rule selects requests by their endpoint and frames by their feed. */
public enum Fault {
    REQUEST_LOST("The request never arrives; the connection closes."),
    REQUEST_DELAYED("The request arrives `value` ms late."),
    REQUEST_TWICE("The venue carries the request out twice, as if a proxy retried it, and sends only the second answer."),
    REPLY_LOST("The venue carries the request out and closes the connection without an answer."),
    REPLY_RESET("The venue carries the request out and resets the connection without an answer."),
    REPLY_NEVER("The venue carries the request out and never answers."),
    REPLY_DELAYED("The venue carries the request out and answers `value` ms late."),
    REPLY_GARBLED("The answer breaks off in the middle."),
    HTTP_ERROR("The venue does nothing and answers with HTTP status `value` and an HTML page."),
    API_LIMIT("The venue does nothing and answers `apiLimitExceeded`."),
    AUTHENTICATION("The venue does nothing and answers `authenticationError`."),
    NONCE("The venue does nothing and answers `nonceBelowThreshold`."),
    REJECT("The venue rejects an order with the next rejection reason in turn: every documented one, and one that does not exist."),
    UNHEARD_OF("Messages contain unknown fields and unknown values."),
    SOCKET_DROPPED("The socket closes."),
    SOCKET_SILENT("The socket stays open and sends nothing more."),
    FRAME_LOST("A frame is dropped."),
    FRAME_TWICE("A frame arrives twice."),
    FRAME_LATE("A frame arrives after the frame that follows it."),
    FRAME_GARBLED("A frame breaks off in the middle."),
    CLOCK_SKEW("The venue's clock is wrong by `value` ms."),
    POST_ONLY("The market accepts only post-only orders; the ticker reports it."),
    SUSPENDED("The market accepts no orders; the ticker reports it."),
    MAINTENANCE("The venue announces maintenance."),
    STALE_TICKER("The ticker repeats the values it had when the fault began."),
    CROSSED_BOOK("For about a second, the book of every product has a bid above its best ask."),
    BIG_SNAPSHOT("A book snapshot has `value` additional levels, far from the market."),
    LIQUIDATION("The venue liquidates every account."),
    ADMIN_CANCEL("An administrator cancels every order.");

    private final String doc;

    Fault(final String doc) {
        this.doc = doc;
    }

    /** One line for people. */
    public String doc() {
        return doc;
    }
}
