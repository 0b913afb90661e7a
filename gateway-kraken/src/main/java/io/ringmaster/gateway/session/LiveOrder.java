package io.ringmaster.gateway.session;

import io.ringmaster.pipeline.port.OrderTerms;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;

/** What is known of one of our orders at the venue. Mutable, owned by the {@link OrderSession}. */
public final class LiveOrder {

    /** What is known of it. */
    enum Knowledge {
        /** On its way, no answer yet. */
        SENT,
        /** The venue has it. */
        OPEN,
        /** No answer, or one that proves nothing: neither rejected nor filled. */
        UNKNOWN,
        /** Nothing more will come of it. */
        DONE
    }

    /**
     * The time a request has.
     *
     * @param sentMs          our clock
     * @param processBeforeMs the venue does not act on it later; its clock, epoch
     * @param sendUntilMs     it need not be sent later, because the venue would not act on it; our clock, epoch
     */
    record Window(long sentMs, long processBeforeMs, long sendUntilMs) {
    }

    /**
     * A move of its stop.
     *
     * @param stopPriceE8     price of a move that has no answer yet; 0 for none
     * @param processBeforeMs the venue does not move it later; its clock, epoch
     * @param changedMs       when the move was asked for, or answered to; our clock
     */
    record Move(long stopPriceE8, long processBeforeMs, long changedMs) {

        private static final Move NONE = new Move(0, 0, 0);
    }

    final long clientOrderId;
    final String clientText;
    private final OrderTerms terms;
    private Window window;
    private long stopPriceE8;
    private Move move = Move.NONE;
    /** How often it may still be sent again under its id. */
    int repeatsLeft;
    /** Whether it was sent again: then a refusal is about one of several requests. */
    boolean isRepeated;
    /** When the last request for it ended, with an answer or without; our clock. {@link Long#MAX_VALUE} while it is on its way. */
    long requestEndedMs = Long.MAX_VALUE;
    String venueOrderId = "";
    private Knowledge knowledge = Knowledge.SENT;
    long filledE8;
    boolean isAcknowledged;
    /** When we first heard that the venue has it; our clock. */
    long acknowledgedMs;
    /** The venue is not to cancel it after this; its clock, epoch. */
    long cancelBeforeMs;
    boolean isGone;
    String goneReason = "";

    LiveOrder(final long clientOrderId, final String clientText, final OrderTerms terms, final Window window) {
        this.clientOrderId = clientOrderId;
        this.clientText = clientText;
        this.terms = terms;
        this.window = window;
        stopPriceE8 = terms.stopPriceE8();
    }

    /** As the venue knows it. */
    public String clientText() {
        return clientText;
    }

    public int instrumentId() {
        return terms.instrumentId();
    }

    public OrderType type() {
        return terms.type();
    }

    public Side side() {
        return terms.side();
    }

    public long qtyE8() {
        return terms.qtyE8();
    }

    /** 0 for none. */
    public long limitPriceE8() {
        return terms.limitPriceE8();
    }

    /** 0 for none; of a trailing stop the distance. Changes when a move is confirmed. */
    public long stopPriceE8() {
        return stopPriceE8;
    }

    public boolean reduceOnly() {
        return terms.reduceOnly();
    }

    /** Stop price of a move that has no answer yet; 0 if there is none. */
    public long amendPriceE8() {
        return move.stopPriceE8;
    }

    /** The venue does not move it after this; its clock, epoch. */
    public long amendBeforeMs() {
        return move.processBeforeMs;
    }

    /** When a move was last asked for or answered to; our clock. */
    long amendMs() {
        return move.changedMs;
    }

    long sentMs() {
        return window.sentMs;
    }

    /** The venue does not act on it after this; its clock, epoch. */
    public long processBeforeMs() {
        return window.processBeforeMs;
    }

    /** Later than this the venue would not act on it, so it need not be sent; our clock, epoch. */
    public long sendUntilMs() {
        return window.sendUntilMs;
    }

    /** The venue does not cancel it after this: a cancel that is late is asked for again; its clock, epoch. */
    public long cancelBeforeMs() {
        return cancelBeforeMs;
    }

    /** A move of its stop is asked for. */
    void askToMove(final Move newMove) {
        move = newMove;
    }

    /** The move that was asked for ended. */
    void endMove(final boolean holds, final long nowMs) {
        stopPriceE8 = holds ? move.stopPriceE8 : stopPriceE8;
        move = new Move(0, move.processBeforeMs, nowMs);
    }

    /**
     * Records that more is known of it.
     *
     * @throws IllegalStateException if that contradicts what was known: an order that is done stays done, and none goes back to its way
     */
    void transition(final Knowledge to) {
        if (to != knowledge && (knowledge == Knowledge.DONE || to == Knowledge.SENT || to == Knowledge.UNKNOWN && knowledge != Knowledge.SENT)) {
            throw new IllegalStateException("order " + clientText + " is " + knowledge + " and cannot become " + to);
        }
        knowledge = to;
    }

    boolean is(final Knowledge what) {
        return knowledge == what;
    }

    /** Whether it is a stop that only reduces a position: a second copy of it does no harm, but a moment without it may. */
    public boolean isProtectiveStop() {
        return reduceOnly() && (type() == OrderType.STOP || type() == OrderType.TRAILING_STOP);
    }

    /** Whether its request ended without a clear answer and it may be sent again. */
    boolean awaitsRepeat() {
        return repeatsLeft > 0 && knowledge == Knowledge.UNKNOWN && requestEndedMs != Long.MAX_VALUE;
    }

    /** It is sent again under its id. */
    void repeat(final Window newWindow) {
        repeatsLeft--;
        isRepeated = true;
        requestEndedMs = Long.MAX_VALUE;
        window = newWindow;
    }

    void markAcknowledged(final long nowMs) {
        if (!isAcknowledged) {
            isAcknowledged = true;
            acknowledgedMs = nowMs;
        }
    }

    boolean isDone() {
        return knowledge == Knowledge.DONE;
    }

    /** Whether it never rests. */
    boolean isTaker() {
        return type() == OrderType.IOC || type() == OrderType.MARKET;
    }
}
