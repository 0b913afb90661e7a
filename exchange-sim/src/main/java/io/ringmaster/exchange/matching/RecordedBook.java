package io.ringmaster.exchange.matching;

import io.ringmaster.schema.Side;

/** The order book of the recording, from snapshots and deltas that may come in parts. A missed delta voids it until the next snapshot. */
final class RecordedBook {

    private final BookSide bids = new BookSide(true);
    private final BookSide asks = new BookSide(false);
    private boolean received;
    private boolean inSequence;
    private boolean complete;
    private boolean snapshotting;
    private long sequence;

    /** Whether there ever was a book: if not, prices come from bars and trades. */
    boolean wasReceived() {
        return received;
    }

    /** Whether the levels are those of the venue: no part of a message and no delta is missing. */
    boolean isReadable() {
        return inSequence && complete;
    }

    /** Whether both sides have a level and the best bid is below the best ask. */
    boolean isTwoSided() {
        return isReadable() && bids.size() > 0 && asks.size() > 0 && bids.priceE8(0) < asks.priceE8(0);
    }

    /** Side with the orders of that kind: bids for BUY. */
    BookSide side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    BookSide opposite(final Side side) {
        return side == Side.BUY ? asks : bids;
    }

    /** Half way between the best prices, rounded down; only for a two-sided book. */
    long midE8() {
        return bids.priceE8(0) + (asks.priceE8(0) - bids.priceE8(0)) / 2;
    }

    /** @return false if the part belongs to nothing and is to be left out */
    boolean beginSnapshot(final boolean first, final long bookSequence) {
        if (first) {
            received = true;
            inSequence = true;
            complete = false;
            snapshotting = true;
            sequence = bookSequence;
            bids.beginSnapshot();
            asks.beginSnapshot();
        }
        return isWithin(bookSequence, true);
    }

    /** @return false if the part is older than the book or comes after a gap, and is to be left out */
    boolean beginDelta(final boolean first, final long previousSequence, final long bookSequence) {
        if (!first) {
            return isWithin(bookSequence, false);
        }
        if (!inSequence || bookSequence <= sequence) {
            return false;
        }
        inSequence = complete && previousSequence == sequence;
        complete = false;
        snapshotting = false;
        sequence = bookSequence;
        return inSequence;
    }

    private boolean isWithin(final long bookSequence, final boolean snapshot) {
        return inSequence && !complete && snapshotting == snapshot && bookSequence == sequence;
    }

    /** Its feed is down: it is void until the next snapshot. */
    void disconnect() {
        inSequence = false;
        complete = false;
        snapshotting = false;
    }

    /** One level of the message begun; a quantity of 0 removes it. */
    void set(final Side side, final long priceE8, final long qtyE8) {
        if (snapshotting) {
            side(side).setInSnapshot(priceE8, qtyE8);
        } else {
            side(side).set(priceE8, qtyE8);
        }
    }

    /** The last part of the message begun was taken. */
    void complete() {
        complete = true;
    }
}
