package io.ringmaster.gateway.client;

/**
 * How urgent a request is, the most urgent first. A request waits behind more urgent ones of its line, and leaves so many points of the
 * venue's request budget untouched for them.
 */
enum Urgency {
    /** Keeps the dead man's switch set. */
    SWITCH(0),
    /** Sends or moves what reduces a position: stops and exits. */
    PROTECT(50),
    /** Finds out what the venue knows. */
    QUESTION(100),
    /** Cancels. */
    CANCEL(125),
    /** Sends an order that may add risk. */
    OPEN(200);

    private final int reserve;

    Urgency(final int reserve) {
        this.reserve = reserve;
    }

    /** Points of the budget that stay free for more urgent requests. */
    int reserve() {
        return reserve;
    }
}
