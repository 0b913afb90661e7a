package io.ringmaster.monitor.model;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;

/** What is known of one instrument's market while it is folded. One thread. */
final class InstrumentMarket {

    private static final long VENUE_MARK_LIFE_NS = 10_000_000_000L;

    private final Book book;
    private final Bar bar;
    private BookView view;
    private long lastPriceE8;
    private long lastQtyE8;
    private long bidPriceE8;
    private long askPriceE8;
    private long markPriceE8;
    private long venueMarkTimeNs;
    private long indexPriceE8;
    private long fundingRateE8;
    private long fundingRatePredictionE8;
    private long openInterestE8;
    private long nextFundingTimeNs;
    private FeedCondition feed;
    private long markTimeNs;
    private long marketTimeNs;

    InstrumentMarket() {
        this(new Book(), new Bar());
    }

    private InstrumentMarket(final Book book, final Bar bar) {
        this.book = book;
        this.bar = bar;
    }

    InstrumentMarket copy() {
        final InstrumentMarket copy = new InstrumentMarket(book.copy(), bar.copy());
        copy.lastPriceE8 = lastPriceE8;
        copy.lastQtyE8 = lastQtyE8;
        copy.bidPriceE8 = bidPriceE8;
        copy.askPriceE8 = askPriceE8;
        copy.markPriceE8 = markPriceE8;
        copy.venueMarkTimeNs = venueMarkTimeNs;
        copy.indexPriceE8 = indexPriceE8;
        copy.fundingRateE8 = fundingRateE8;
        copy.fundingRatePredictionE8 = fundingRatePredictionE8;
        copy.openInterestE8 = openInterestE8;
        copy.nextFundingTimeNs = nextFundingTimeNs;
        copy.feed = feed;
        copy.markTimeNs = markTimeNs;
        copy.marketTimeNs = marketTimeNs;
        return copy;
    }

    void onDelta(final BookDeltaDecoder message, final long timeNs) {
        book.onDelta(message);
        onBook(timeNs);
    }

    void onSnapshot(final BookSnapshotDecoder message, final long timeNs) {
        book.onSnapshot(message);
        onBook(timeNs);
    }

    private void onBook(final long timeNs) {
        view = null;
        marketTimeNs = timeNs;
        if (book.isValid() && !hasVenueMark(timeNs)) {
            markPriceE8 = Math.floorDiv(book.bestBidE8() + book.bestAskE8(), 2);
            markTimeNs = timeNs;
        }
    }

    /** The venue's mark holds for a while; without it, the mark is the mid of the book, or the last trade. */
    private boolean hasVenueMark(final long timeNs) {
        return venueMarkTimeNs > 0 && timeNs - venueMarkTimeNs <= VENUE_MARK_LIFE_NS;
    }

    long markPriceE8() {
        return markPriceE8;
    }

    Book book() {
        return book;
    }

    Bar bar() {
        return bar;
    }

    void onTrade(final TradeDecoder message, final long timeNs) {
        lastPriceE8 = message.priceE8();
        lastQtyE8 = message.qtyE8();
        if (!book.isValid() && !hasVenueMark(timeNs)) {
            markPriceE8 = lastPriceE8;
            markTimeNs = timeNs;
        }
        bar.trade(lastPriceE8, lastQtyE8);
        bar.reference(markPriceE8, indexPriceE8);
        marketTimeNs = timeNs;
    }

    void onTicker(final TickerDecoder message, final long timeNs) {
        bidPriceE8 = known(message.bidPriceE8(), bidPriceE8);
        askPriceE8 = known(message.askPriceE8(), askPriceE8);
        lastPriceE8 = known(message.lastPriceE8(), lastPriceE8);
        if (message.markPriceE8() > 0) {
            markPriceE8 = message.markPriceE8();
            venueMarkTimeNs = Math.max(1, timeNs);
            markTimeNs = timeNs;
        }
        indexPriceE8 = known(message.indexPriceE8(), indexPriceE8);
        fundingRateE8 = known(message.fundingRateE8(), fundingRateE8);
        fundingRatePredictionE8 = known(message.fundingRatePredictionE8(), fundingRatePredictionE8);
        openInterestE8 = known(message.openInterestE8(), openInterestE8);
        nextFundingTimeNs = known(message.nextFundingTimeNs(), nextFundingTimeNs);
        bar.reference(markPriceE8, indexPriceE8);
        marketTimeNs = timeNs;
    }

    private static long known(final long value, final long before) {
        return value == Long.MIN_VALUE ? before : value;
    }

    /** A price of a bar of the session itself. */
    void onBarPrice(final long priceE8, final long timeNs) {
        lastPriceE8 = priceE8;
        markPriceE8 = priceE8;
        markTimeNs = timeNs;
        marketTimeNs = timeNs;
    }

    void onFeed(final FeedCondition condition) {
        feed = condition;
        if (condition == FeedCondition.DOWN) {
            view = null;
            book.onDisconnect();
        }
    }

    FeedCondition feed() {
        return feed;
    }

    InstrumentView view() {
        if (view == null) {
            view = book.view();
        }
        final boolean isValid = book.isValid();
        return new InstrumentView(
            view,
            new InstrumentView.Quotes(lastPriceE8, lastQtyE8, isValid ? book.bestBidE8() : bidPriceE8, isValid ? book.bestAskE8() : askPriceE8),
            new InstrumentView.References(markPriceE8, indexPriceE8),
            new InstrumentView.Contract(fundingRateE8, fundingRatePredictionE8, openInterestE8, nextFundingTimeNs), feed, markTimeNs,
            marketTimeNs);
    }
}
