package io.ringmaster.pipeline.market;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookPartDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;

/**
 * One instrument's full-depth order book, folded from snapshots and deltas. Its state says whether it may be read: a missed
 * message, a nonsensical level or a lost connection voids it until the next snapshot, and a crossed book is void until it uncrosses.
 */
public final class OrderBook {

    private static final int MAX_LEVELS = 1 << 20;

    private final BookSide bids = new BookSide(true, MAX_LEVELS);
    private final BookSide asks = new BookSide(false, MAX_LEVELS);
    private final BookFlow flow;
    private BookState state = BookState.NONE;
    private long bookSequence;
    private boolean isVoid;
    private long gaps;
    private long duplicates;
    private long crossings;
    private long invalidLevels;
    private long levelChanges;

    public OrderBook() {
        this(null);
    }

    /** @param flow takes the changes by deltas; null for none */
    OrderBook(final BookFlow flow) {
        this.flow = flow;
    }

    /** Replaces the book, or continues a replacement that came in parts. */
    public void onSnapshot(final BookSnapshotDecoder message) {
        final BookPartDecoder part = message.part();
        final boolean first = part.first();
        final boolean last = part.last();
        if (first) {
            bids.clear();
            asks.clear();
            isVoid = false;
        } else if (state != BookState.PARTIAL || message.bookSequence() != bookSequence) {
            gaps++;
            isVoid = true;
        }
        bookSequence = message.bookSequence();
        for (final BookSnapshotDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
            level.next();
            setLevel(bids, level.priceE8(), level.qtyE8());
        }
        for (final BookSnapshotDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
            level.next();
            setLevel(asks, level.priceE8(), level.qtyE8());
        }
        settle(last);
    }

    /** Applies changed levels, if they follow what is known. */
    public void onDelta(final BookDeltaDecoder message) {
        final BookPartDecoder part = message.part();
        final boolean first = part.first();
        final boolean last = part.last();
        final long sequence = message.bookSequence();
        if (state == BookState.NONE || isVoid || isRepeated(first, sequence)) {
            countOnly(message);
            return;
        }
        final boolean isLastPartMissing = first && state == BookState.PARTIAL;
        if (isLastPartMissing || (first ? message.previousBookSequence() != bookSequence : sequence != bookSequence)) {
            gaps++;
            countOnly(message);
            voidUntilSnapshot(BookState.GAPPED);
            return;
        }
        bookSequence = sequence;
        for (final BookDeltaDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
            level.next();
            changeLevel(bids, level.priceE8(), level.qtyE8());
        }
        for (final BookDeltaDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
            level.next();
            changeLevel(asks, level.priceE8(), level.qtyE8());
        }
        settle(last);
    }

    /** The connection is lost: the book may not be read any more. */
    public void onDisconnect() {
        if (state != BookState.NONE) {
            voidUntilSnapshot(BookState.DISCONNECTED);
        }
    }

    /** Older than what is known, or a further part of such a message. */
    private boolean isRepeated(final boolean first, final long sequence) {
        final boolean repeated = first ? sequence <= bookSequence : sequence <= bookSequence && state != BookState.PARTIAL;
        if (repeated) {
            duplicates++;
        }
        return repeated;
    }

    private void countOnly(final BookDeltaDecoder message) {
        final BookDeltaDecoder.BidsDecoder bidLevels = message.bids();
        levelChanges += bidLevels.count();
        while (bidLevels.hasNext()) {
            bidLevels.next();
        }
        levelChanges += message.asks().count();
    }

    private void changeLevel(final BookSide side, final long priceE8, final long qtyE8) {
        final long before = setLevel(side, priceE8, qtyE8);
        if (flow != null && !isVoid) {
            flow.onLevel(side == bids, before, qtyE8);
        }
    }

    private long setLevel(final BookSide side, final long priceE8, final long qtyE8) {
        levelChanges++;
        if (priceE8 <= 0 || qtyE8 < 0) {
            invalidLevels++;
            isVoid = true;
            return 0;
        }
        return side.set(priceE8, qtyE8);
    }

    private void settle(final boolean isComplete) {
        if (isVoid) {
            voidUntilSnapshot(BookState.GAPPED);
        } else if (!isComplete) {
            state = BookState.PARTIAL;
        } else if (bids.size() == 0 || asks.size() == 0) {
            state = BookState.ONE_SIDED;
        } else if (bids.bestPriceE8() >= asks.bestPriceE8()) {
            if (state != BookState.CROSSED) {
                crossings++;
            }
            state = BookState.CROSSED;
        } else {
            state = BookState.VALID;
        }
    }

    private void voidUntilSnapshot(final BookState reason) {
        isVoid = true;
        state = reason;
        bids.clear();
        asks.clear();
    }

    public BookState state() {
        return state;
    }

    /** The venue's sequence of the last message applied. */
    public long bookSequence() {
        return bookSequence;
    }

    /** 0 when there is none. */
    public long bestBidE8() {
        return bids.bestPriceE8();
    }

    /** 0 when there is none. */
    public long bestBidQtyE8() {
        return bids.bestQtyE8();
    }

    /** 0 when there is none. */
    public long bestAskE8() {
        return asks.bestPriceE8();
    }

    /** 0 when there is none. */
    public long bestAskQtyE8() {
        return asks.bestQtyE8();
    }

    public int bidLevels() {
        return bids.size();
    }

    public int askLevels() {
        return asks.size();
    }

    /** @param rank 0 for the best bid */
    public long bidPriceE8(final int rank) {
        return bids.priceE8(rank);
    }

    /** @param rank 0 for the best bid */
    public long bidQtyE8(final int rank) {
        return bids.qtyE8(rank);
    }

    /** @param rank 0 for the best ask */
    public long askPriceE8(final int rank) {
        return asks.priceE8(rank);
    }

    /** @param rank 0 for the best ask */
    public long askQtyE8(final int rank) {
        return asks.qtyE8(rank);
    }

    /** (bid - ask) / (bid + ask) quantity over the best levels, in [-1, 1]; 0 when the book may not be read. */
    public double imbalance(final int levels) {
        if (state != BookState.VALID) {
            return 0;
        }
        final double bid = bids.depthE8(levels);
        final double ask = asks.depthE8(levels);
        return (bid - ask) / (bid + ask);
    }

    BookSide bids() {
        return bids;
    }

    BookSide asks() {
        return asks;
    }

    /** Messages that did not follow the one before. */
    public long gaps() {
        return gaps;
    }

    /** Messages that were older than what is known. */
    public long duplicates() {
        return duplicates;
    }

    /** Times the book became crossed. */
    public long crossings() {
        return crossings;
    }

    /** Levels with an impossible price or quantity. */
    public long invalidLevels() {
        return invalidLevels;
    }

    /** Level changes received, applied or not. */
    public long levelChanges() {
        return levelChanges;
    }
}
