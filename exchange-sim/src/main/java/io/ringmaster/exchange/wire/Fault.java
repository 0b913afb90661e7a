package io.ringmaster.exchange.wire;

/** What a venue does to those who trust it. Requests have the name of their endpoint, frames that of their feed. */
public enum Fault {
    REQUEST_LOST("The request never arrives; the connection closes."),
    REQUEST_DELAYED("The request arrives late; `value` says how late, ms."),
    REQUEST_TWICE("The request is carried out twice, as a proxy that retries would; the second answer is the one that comes."),
    REPLY_LOST("Carried out, then the connection closes without an answer."),
    REPLY_RESET("Carried out, then reset without an answer."),
    REPLY_NEVER("Carried out, then silence."),
    REPLY_DELAYED("Carried out, and the answer comes late; `value` says how late, ms."),
    REPLY_GARBLED("The answer is cut in the middle."),
    HTTP_ERROR("Not carried out: HTTP status `value` and a page of HTML."),
    API_LIMIT("Not carried out: `apiLimitExceeded`."),
    AUTHENTICATION("Not carried out: `authenticationError`."),
    NONCE("Not carried out: `nonceBelowThreshold`."),
    REJECT("Not carried out: an order is refused with the next of all words there are, and one there is not."),
    UNHEARD_OF("Fields nobody has heard of, and words that were not there before."),
    SOCKET_DROPPED("The socket closes."),
    SOCKET_SILENT("The socket stays open and says nothing more."),
    FRAME_LOST("A frame is left out."),
    FRAME_TWICE("A frame comes twice."),
    FRAME_LATE("A frame comes after the next one."),
    FRAME_GARBLED("A frame is cut in the middle."),
    CLOCK_SKEW("The venue's clock is off by `value`, ms."),
    POST_ONLY("The market takes only resting orders, and the ticker says so."),
    SUSPENDED("The market takes nothing, and the ticker says so."),
    MAINTENANCE("A notice of maintenance."),
    STALE_TICKER("The ticker goes on saying what it said when this began."),
    CROSSED_BOOK("For about a second the book of every product shows a bid above its best ask."),
    BIG_SNAPSHOT("A snapshot of the book has `value` levels more, far from the market."),
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
