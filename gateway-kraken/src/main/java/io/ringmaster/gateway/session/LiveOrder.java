package io.ringmaster.gateway.session;

import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;

/** One of our orders at the venue, as far as its news have come. Mutable, owned by the {@link OrderSession}. */
public final class LiveOrder {

    /** What is known of it. */
    enum Knowledge {
        /** On its way, no answer yet. */
        SENT,
        /** The venue has it. */
        OPEN,
        /** No answer, or one that says nothing: neither rejected nor filled. */
        UNKNOWN,
        /** Nothing more will come of it. */
        DONE
    }

    final long clientOrderId;
    final String clientText;
    final int instrumentId;
    final OrderType type;
    final Side side;
    final long qtyE8;
    final long limitPriceE8;
    long stopPriceE8;
    /** Stop price that was asked for and not answered to; 0 for none. */
    long amendPriceE8;
    /** The venue is not to move it after this; its clock, epoch. */
    long amendBeforeMs;
    /** When that was asked for, or answered to; our clock. */
    long amendMs;
    final boolean reduceOnly;
    long sentMs;
    long processBeforeMs;
    long sendUntilMs;
    /** How often it may still be sent again under its id. */
    int repeatsLeft;
    /** Whether it was sent again: then a refusal speaks of one request only. */
    boolean isRepeated;
    /** When the last request for it ended, with an answer or without; our clock. {@link Long#MAX_VALUE} while it is on its way. */
    long requestEndedMs = Long.MAX_VALUE;
    String venueOrderId = "";
    private Knowledge knowledge = Knowledge.SENT;
    long filledE8;
    boolean isAcknowledged;
    /** When it was first heard that the venue has it; our clock. */
    long acknowledgedMs;
    /** The venue is not to cancel it after this; its clock, epoch. */
    long cancelBeforeMs;
    boolean isGone;
    String goneReason = "";

    LiveOrder(
        final long clientOrderId, final String clientText, final int instrumentId, final OrderType type, final Side side, final long qtyE8,
        final long limitPriceE8, final long stopPriceE8, final boolean reduceOnly, final long sentMs, final long processBeforeMs, final long sendUntilMs) {
        this.clientOrderId = clientOrderId;
        this.clientText = clientText;
        this.instrumentId = instrumentId;
        this.type = type;
        this.side = side;
        this.qtyE8 = qtyE8;
        this.limitPriceE8 = limitPriceE8;
        this.stopPriceE8 = stopPriceE8;
        this.reduceOnly = reduceOnly;
        this.sentMs = sentMs;
        this.processBeforeMs = processBeforeMs;
        this.sendUntilMs = sendUntilMs;
    }

    /** As the venue knows it. */
    public String clientText() {
        return clientText;
    }

    public int instrumentId() {
        return instrumentId;
    }

    public OrderType type() {
        return type;
    }

    public Side side() {
        return side;
    }

    public long qtyE8() {
        return qtyE8;
    }

    /** 0 for none. */
    public long limitPriceE8() {
        return limitPriceE8;
    }

    /** 0 for none; of a trailing stop the distance. */
    public long stopPriceE8() {
        return stopPriceE8;
    }

    /** Stop price it is to have; 0 when it is to stay where it is. */
    public long amendPriceE8() {
        return amendPriceE8;
    }

    /** The venue is not to move it after this; its clock, epoch. */
    public long amendBeforeMs() {
        return amendBeforeMs;
    }

    public boolean reduceOnly() {
        return reduceOnly;
    }

    /** The venue is not to act on it after this; its clock, epoch. */
    public long processBeforeMs() {
        return processBeforeMs;
    }

    /** Later than this the venue would not act on it any more, so it need not be sent; our clock, epoch. */
    public long sendUntilMs() {
        return sendUntilMs;
    }

    /** The venue is not to cancel it after this: a cancel that is late is asked for anew; its clock, epoch. */
    public long cancelBeforeMs() {
        return cancelBeforeMs;
    }

    /**
     * More is known of it.
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

    /** Whether it only ever reduces a position, by a stop: then a second copy of it does no harm, and a moment without it may. */
    public boolean isProtectiveStop() {
        return reduceOnly && (type == OrderType.STOP || type == OrderType.TRAILING_STOP);
    }

    /** Whether its request ended without a clear answer and it may be sent again. */
    boolean awaitsRepeat() {
        return repeatsLeft > 0 && knowledge == Knowledge.UNKNOWN && requestEndedMs != Long.MAX_VALUE;
    }

    /** It is to be sent again under its id. */
    void repeat(final long nowMs, final long newProcessBeforeMs, final long newSendUntilMs) {
        repeatsLeft--;
        isRepeated = true;
        requestEndedMs = Long.MAX_VALUE;
        sentMs = nowMs;
        processBeforeMs = newProcessBeforeMs;
        sendUntilMs = newSendUntilMs;
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
        return type == OrderType.IOC || type == OrderType.MARKET;
    }
}
