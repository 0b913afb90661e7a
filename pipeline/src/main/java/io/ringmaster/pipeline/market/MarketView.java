package io.ringmaster.pipeline.market;

/**
 * One instrument's market after an event: primitives only, copied into the event slot for the later stages. Prices and quantities are 1e-8 fixed
 * point; 0 means unknown. Written by one thread, read behind the barrier.
 */
public final class MarketView {

    /** A venue's mark older than this is replaced by the book's; tickers come about once a second. */
    static final long VENUE_MARK_LIFE_NS = 10_000_000_000L;

    /** Index of the instrument; -1 when the event was not about a market. */
    public int instrumentId = -1;
    /** Whether the book may be read. */
    public BookState bookState = BookState.NONE;
    /** Best bid and ask; 0 when that side is empty or there is no book. */
    public long bidPriceE8;
    public long bidQtyE8;
    public long askPriceE8;
    public long askQtyE8;
    /** The venue's mark where it gives one, else the mid of a valid book, else the last close or trade; 0 before the first. */
    public long markPriceE8;
    /** Last trade or imported close. */
    public long lastPriceE8;
    /** The venue's index price; 0 when not given. */
    public long indexPriceE8;
    /** Event time at which {@link #markPriceE8} was last confirmed by the market. */
    public long markTimeNs;
    /** Event time of the venue's last mark; 0 if it never sent one. */
    public long venueMarkTimeNs;
    /** Event time of the last book message. */
    public long bookTimeNs;
    /** (bid - ask quantity) / (bid + ask quantity) over the best 10 levels, in [-1, 1]; 0 without a valid book. */
    public double imbalance;

    /** Copies every field. */
    public void copyFrom(final MarketView other) {
        instrumentId = other.instrumentId;
        bookState = other.bookState;
        bidPriceE8 = other.bidPriceE8;
        bidQtyE8 = other.bidQtyE8;
        askPriceE8 = other.askPriceE8;
        askQtyE8 = other.askQtyE8;
        markPriceE8 = other.markPriceE8;
        lastPriceE8 = other.lastPriceE8;
        indexPriceE8 = other.indexPriceE8;
        markTimeNs = other.markTimeNs;
        venueMarkTimeNs = other.venueMarkTimeNs;
        bookTimeNs = other.bookTimeNs;
        imbalance = other.imbalance;
    }

    /** The connection is lost: a book may not be read until its next snapshot. */
    public void onDisconnect() {
        if (bookState != BookState.NONE) {
            bookState = BookState.DISCONNECTED;
        }
    }

    /** Whether orders may be priced on it: a valid two-sided book, or a market known from bars only. */
    public boolean isTradable() {
        return (bookState == BookState.VALID || bookState == BookState.NONE) && markPriceE8 > 0;
    }

    /**
     * Whether the venue sent marks and has stopped. The mark is then made from the book and cannot be compared with it.
     *
     * @param timeNs event time
     */
    public boolean isVenueMarkMissing(final long timeNs) {
        return venueMarkTimeNs > 0 && timeNs - venueMarkTimeNs > VENUE_MARK_LIFE_NS;
    }
}
