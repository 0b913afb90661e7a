package io.ringmaster.monitor.model;

/** An order book at a moment. Immutable; any thread. A rank of 0 is the best level. */
public final class BookView {

    private final BookCondition condition;
    private final long bookSequence;
    private final long gaps;
    private final long duplicates;
    private final long[] bids;
    private final long[] asks;

    /** @param bids prices and quantities in turn, the best level first; owned by the view */
    BookView(
        final BookCondition condition, final long bookSequence, final long gaps, final long duplicates, final long[] bids, final long[] asks) {
        this.condition = condition;
        this.bookSequence = bookSequence;
        this.gaps = gaps;
        this.duplicates = duplicates;
        this.bids = bids;
        this.asks = asks;
    }

    public BookCondition condition() {
        return condition;
    }

    /** The venue's sequence of the last message. */
    public long bookSequence() {
        return bookSequence;
    }

    /** Missed messages since the session began. */
    public long gaps() {
        return gaps;
    }

    /** Messages that came twice. */
    public long duplicates() {
        return duplicates;
    }

    public int bidLevels() {
        return bids.length / 2;
    }

    public int askLevels() {
        return asks.length / 2;
    }

    public long bidPriceE8(final int rank) {
        return bids[2 * rank];
    }

    public long bidQtyE8(final int rank) {
        return bids[2 * rank + 1];
    }

    public long askPriceE8(final int rank) {
        return asks[2 * rank];
    }

    public long askQtyE8(final int rank) {
        return asks[2 * rank + 1];
    }
}
