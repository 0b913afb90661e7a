package io.ringmaster.pipeline.market;

import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BarPointDecoder;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import org.agrona.DirectBuffer;

/**
 * The market of each instrument: book, last trade, and ticker.
 *
 * <p>The mark is, in this order: the venue's own, as long as its ticker keeps coming; the mid of a valid book; the last trade or
 * imported close. Owned by one thread.
 */
public final class MarketState {

    private static final int IMBALANCE_LEVELS = 10;

    private final OrderBook[] books;
    private final MarketView[] views;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private final BarPointDecoder barPoint = new BarPointDecoder();
    private final FeedStateDecoder feed = new FeedStateDecoder();
    private long trades;
    private long tickers;

    public MarketState(final int instruments) {
        books = new OrderBook[instruments];
        views = new MarketView[instruments];
        for (int i = 0; i < instruments; i++) {
            books[i] = new OrderBook();
            views[i] = new MarketView();
            views[i].instrumentId = i;
        }
    }

    /**
     * Takes one input message.
     *
     * @param buffer     holds the message, its header at {@code offset}
     * @param templateId of the message
     * @param out        filled with the instrument's market if it was a market message, untouched otherwise
     * @return whether it was a market message about one instrument
     */
    public boolean onInput(final DirectBuffer buffer, final int offset, final int templateId, final MarketView out) {
        final int instrumentId = switch (templateId) {
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(delta.wrapAndApplyHeader(buffer, offset, header));
            case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrapAndApplyHeader(buffer, offset, header));
            case TickerDecoder.TEMPLATE_ID -> onTicker(ticker.wrapAndApplyHeader(buffer, offset, header));
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(snapshot.wrapAndApplyHeader(buffer, offset, header));
            case ImportedBarDecoder.TEMPLATE_ID -> onBar(bar.wrapAndApplyHeader(buffer, offset, header));
            case BarPointDecoder.TEMPLATE_ID -> onBarPoint(barPoint.wrapAndApplyHeader(buffer, offset, header));
            case FeedStateDecoder.TEMPLATE_ID -> onFeedState(feed.wrapAndApplyHeader(buffer, offset, header));
            default -> -1;
        };
        if (instrumentId < 0) {
            return false;
        }
        out.copyFrom(views[instrumentId]);
        return true;
    }

    private int onDelta(final BookDeltaDecoder message) {
        final int id = message.instrumentId();
        final long timeNs = message.receiveTimeNs();
        books[id].onDelta(message);
        return onBook(id, timeNs);
    }

    private int onSnapshot(final BookSnapshotDecoder message) {
        final int id = message.instrumentId();
        final long timeNs = message.receiveTimeNs();
        books[id].onSnapshot(message);
        return onBook(id, timeNs);
    }

    private int onBook(final int id, final long timeNs) {
        final OrderBook book = books[id];
        final MarketView view = views[id];
        view.bookState = book.state();
        view.bookTimeNs = timeNs;
        view.bidPriceE8 = book.bestBidE8();
        view.bidQtyE8 = book.bestBidQtyE8();
        view.askPriceE8 = book.bestAskE8();
        view.askQtyE8 = book.bestAskQtyE8();
        view.imbalance = book.imbalance(IMBALANCE_LEVELS);
        if (view.bookState == BookState.VALID && !hasVenueMark(id, timeNs)) {
            mark(view, Math.floorDiv(view.bidPriceE8 + view.askPriceE8, 2), timeNs);
        }
        return id;
    }

    private int onTrade(final TradeDecoder message) {
        final int id = message.instrumentId();
        final long timeNs = message.receiveTimeNs();
        trades++;
        views[id].lastPriceE8 = message.priceE8();
        if (views[id].bookState != BookState.VALID && !hasVenueMark(id, timeNs)) {
            mark(views[id], message.priceE8(), timeNs);
        }
        return id;
    }

    private int onTicker(final TickerDecoder message) {
        final int id = message.instrumentId();
        final long timeNs = message.receiveTimeNs();
        tickers++;
        if (message.indexPriceE8() != TickerDecoder.indexPriceE8NullValue()) {
            views[id].indexPriceE8 = message.indexPriceE8();
        }
        if (message.markPriceE8() != TickerDecoder.markPriceE8NullValue() && message.markPriceE8() > 0) {
            views[id].venueMarkTimeNs = Math.max(1, timeNs);
            mark(views[id], message.markPriceE8(), timeNs);
        }
        return id;
    }

    private int onBar(final ImportedBarDecoder message) {
        final int id = message.instrumentId();
        if (message.phase() == BarPhase.HISTORY) {
            return -1;
        }
        views[id].lastPriceE8 = message.closePriceE8();
        mark(views[id], message.closePriceE8(), message.receiveTimeNs());
        return id;
    }

    private int onBarPoint(final BarPointDecoder message) {
        final int id = message.instrumentId();
        views[id].lastPriceE8 = message.priceE8();
        mark(views[id], message.priceE8(), message.receiveTimeNs());
        return id;
    }

    private int onFeedState(final FeedStateDecoder message) {
        if (message.condition() == FeedCondition.DOWN) {
            for (int i = 0; i < books.length; i++) {
                if (message.instrumentId() < 0 || message.instrumentId() == i) {
                    books[i].onDisconnect();
                    onBook(i, message.receiveTimeNs());
                }
            }
        }
        // The sequencer takes it as a message of its own, not as a market.
        return -1;
    }

    private boolean hasVenueMark(final int id, final long timeNs) {
        return views[id].venueMarkTimeNs > 0 && !views[id].isVenueMarkMissing(timeNs);
    }

    private static void mark(final MarketView view, final long priceE8, final long timeNs) {
        view.markPriceE8 = priceE8;
        view.markTimeNs = timeNs;
    }

    /** The book of an instrument. */
    public OrderBook book(final int instrumentId) {
        return books[instrumentId];
    }

    /** The market of an instrument as it is now. */
    public MarketView view(final int instrumentId) {
        return views[instrumentId];
    }

    /** Data points so far: book level changes, trades and tickers. */
    public long points() {
        long points = trades + tickers;
        for (final OrderBook book : books) {
            points += book.levelChanges();
        }
        return points;
    }
}
