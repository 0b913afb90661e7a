package io.ringmaster.monitor.model;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookPartDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;

/**
 * One instrument's order book while it is folded. It follows the rules that {@code ringmaster.xml} gives: a delta must follow what is known, and a
 * gap, a nonsensical level or a lost connection voids the book until the next snapshot. One thread.
 */
final class Book {

    private final Ladder bids;
    private final Ladder asks;
    private BookCondition condition = BookCondition.NONE;
    private long bookSequence;
    private boolean isVoid;
    private long gaps;
    private long duplicates;

    Book() {
        this(new Ladder(true), new Ladder(false));
    }

    private Book(final Ladder bids, final Ladder asks) {
        this.bids = bids;
        this.asks = asks;
    }

    Book copy() {
        final Book copy = new Book(bids.copy(), asks.copy());
        copy.condition = condition;
        copy.bookSequence = bookSequence;
        copy.isVoid = isVoid;
        copy.gaps = gaps;
        copy.duplicates = duplicates;
        return copy;
    }

    long bytes() {
        return 2L * Long.BYTES * (bids.size() + asks.size());
    }

    void onSnapshot(final BookSnapshotDecoder message) {
        final BookPartDecoder part = message.part();
        final boolean isLast = part.last();
        if (part.first()) {
            bids.clear();
            asks.clear();
            isVoid = false;
        } else if (condition != BookCondition.PARTIAL || message.bookSequence() != bookSequence) {
            gaps++;
            isVoid = true;
        }
        bookSequence = message.bookSequence();
        for (final BookSnapshotDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
            level.next();
            set(bids, level.priceE8(), level.qtyE8());
        }
        for (final BookSnapshotDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
            level.next();
            set(asks, level.priceE8(), level.qtyE8());
        }
        settle(isLast);
    }

    void onDelta(final BookDeltaDecoder message) {
        final BookPartDecoder part = message.part();
        final boolean isFirst = part.first();
        final boolean isLast = part.last();
        final long sequence = message.bookSequence();
        if (condition == BookCondition.NONE || isVoid || isRepeated(isFirst, sequence)) {
            return;
        }
        final boolean isLastPartMissing = isFirst && condition == BookCondition.PARTIAL;
        if (isLastPartMissing || (isFirst ? message.previousBookSequence() != bookSequence : sequence != bookSequence)) {
            gaps++;
            voidUntilSnapshot(BookCondition.GAPPED);
            return;
        }
        bookSequence = sequence;
        for (final BookDeltaDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
            level.next();
            set(bids, level.priceE8(), level.qtyE8());
        }
        for (final BookDeltaDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
            level.next();
            set(asks, level.priceE8(), level.qtyE8());
        }
        settle(isLast);
    }

    void onDisconnect() {
        if (condition != BookCondition.NONE) {
            voidUntilSnapshot(BookCondition.DISCONNECTED);
        }
    }

    private boolean isRepeated(final boolean isFirst, final long sequence) {
        final boolean isRepeated = sequence <= bookSequence && (isFirst || condition != BookCondition.PARTIAL);
        if (isRepeated) {
            duplicates++;
        }
        return isRepeated;
    }

    private void set(final Ladder side, final long priceE8, final long qtyE8) {
        if (priceE8 <= 0 || qtyE8 < 0) {
            isVoid = true;
        } else {
            side.set(priceE8, qtyE8);
        }
    }

    private void settle(final boolean isComplete) {
        if (isVoid) {
            voidUntilSnapshot(BookCondition.GAPPED);
        } else if (!isComplete) {
            condition = BookCondition.PARTIAL;
        } else if (bids.size() == 0 || asks.size() == 0) {
            condition = BookCondition.ONE_SIDED;
        } else {
            condition = bids.priceE8(0) >= asks.priceE8(0) ? BookCondition.CROSSED : BookCondition.VALID;
        }
    }

    private void voidUntilSnapshot(final BookCondition reason) {
        isVoid = true;
        condition = reason;
        bids.clear();
        asks.clear();
    }

    /** Quantity at a price of either side. */
    long qtyAtE8(final boolean isBid, final long priceE8) {
        return (isBid ? bids : asks).qtyAtE8(priceE8);
    }

    BookView view() {
        return new BookView(condition, bookSequence, gaps, duplicates, bids.levels(), asks.levels());
    }

    long gaps() {
        return gaps;
    }

    boolean isValid() {
        return condition == BookCondition.VALID;
    }

    long bestBidE8() {
        return bids.priceE8(0);
    }

    long bestAskE8() {
        return asks.priceE8(0);
    }
}
