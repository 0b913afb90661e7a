package io.ringmaster.pipeline.market;

import static io.ringmaster.units.FixedPoint.toDouble;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.strategies.indicator.Feature;
import java.util.Set;

/** The features of one instrument. Totals of quantities are integers until they are sampled, so that they lose nothing over months. */
final class InstrumentFeatures {

    private static final long NEVER = Long.MIN_VALUE;
    private static final double NS = 1e9;
    private static final int LEVELS = 10;
    /** Distance from the mid that is near, as its part. */
    private static final long NEAR_PART = 1_000;
    private static final long ONE_UNIT_E8 = 100_000_000L;

    private final double[] out;
    private final boolean readsBook;
    private final boolean readsTrades;
    /** Null where nobody reads it. */
    private final OrderBook book;
    /** Null where nobody reads what it is for. */
    private final TradeSizes sizes;
    private long bookTimeNs = NEVER;
    /** The touch before the first part of the delta that is being applied, if the book was valid then. */
    private boolean hasTouch;
    private long bidE8;
    private long bidQtyE8;
    private long askE8;
    private long askQtyE8;
    private long bookFlowE8;
    private long bidsAddedE8;
    private long bidsRemovedE8;
    private long asksAddedE8;
    private long asksRemovedE8;
    private long arrivals;
    private long removals;
    private boolean hasTraded;
    private long boughtE8;
    private long soldE8;
    private long buys;
    private long sells;
    private double squaredTrades;
    private long largeBoughtE8;
    private long largeSoldE8;
    private long tickerTimeNs = NEVER;
    private long flowTimeNs = NEVER;
    private long mentionsTimeNs = NEVER;
    private long sentimentTimeNs = NEVER;
    private long newsTimeNs = NEVER;
    private double inflow;
    private double outflow;
    private double mentions;
    private double news;

    InstrumentFeatures(final Set<Feature> read, final double[] out) {
        this.out = out;
        readsBook = read.stream().anyMatch(feature -> feature.source() == Feature.Source.BOOK);
        book = readsBook ? new OrderBook(this::onLevel) : null;
        readsTrades = read.stream().anyMatch(feature -> feature.source() == Feature.Source.TRADES);
        sizes = read.contains(Feature.LARGE_BOUGHT) || read.contains(Feature.LARGE_SOLD) ? new TradeSizes() : null;
    }

    void onSnapshot(final BookSnapshotDecoder message) {
        if (readsBook) {
            hasTouch = false;
            bookTimeNs = message.receiveTimeNs();
            book.onSnapshot(message);
        }
    }

    void onDelta(final BookDeltaDecoder message) {
        if (!readsBook) {
            return;
        }
        bookTimeNs = message.receiveTimeNs();
        if (message.part().first()) {
            rememberTouch();
        }
        book.onDelta(message);
        // A delta of many levels comes in parts, and the book may not be read between them.
        if (message.part().last()) {
            addFlow();
        }
    }

    private void rememberTouch() {
        hasTouch = book.state() == BookState.VALID;
        bidE8 = book.bestBidE8();
        bidQtyE8 = book.bestBidQtyE8();
        askE8 = book.bestAskE8();
        askQtyE8 = book.bestAskQtyE8();
    }

    private void addFlow() {
        if (hasTouch && book.state() == BookState.VALID) {
            bookFlowE8 += (book.bestBidE8() >= bidE8 ? book.bestBidQtyE8() : 0) - (book.bestBidE8() <= bidE8 ? bidQtyE8 : 0)
                - (book.bestAskE8() <= askE8 ? book.bestAskQtyE8() : 0) + (book.bestAskE8() >= askE8 ? askQtyE8 : 0);
        }
        // A last part that comes alone, or twice, has no touch before it.
        hasTouch = false;
    }

    private void onLevel(final boolean isBid, final long beforeE8, final long qtyE8) {
        final long change = qtyE8 - beforeE8;
        if (change > 0) {
            arrivals++;
            bidsAddedE8 += isBid ? change : 0;
            asksAddedE8 += isBid ? 0 : change;
        } else if (change < 0) {
            removals++;
            bidsRemovedE8 -= isBid ? change : 0;
            asksRemovedE8 -= isBid ? 0 : change;
        }
    }

    void onDisconnect() {
        if (readsBook) {
            book.onDisconnect();
        }
    }

    void onTrade(final TradeDecoder message) {
        if (!readsTrades) {
            return;
        }
        hasTraded = true;
        final long qtyE8 = message.qtyE8();
        final boolean isBuy = message.aggressorSide() == Side.BUY;
        if (sizes != null) {
            final long timeNs = message.receiveTimeNs();
            final boolean isLarge = sizes.isLarge(timeNs, qtyE8);
            largeBoughtE8 += isLarge && isBuy ? qtyE8 : 0;
            largeSoldE8 += isLarge && !isBuy ? qtyE8 : 0;
            sizes.add(timeNs, qtyE8);
        }
        boughtE8 += isBuy ? qtyE8 : 0;
        soldE8 += isBuy ? 0 : qtyE8;
        buys += isBuy ? 1 : 0;
        sells += isBuy ? 0 : 1;
        squaredTrades += toDouble(qtyE8) * toDouble(qtyE8);
    }

    void onTicker(final TickerDecoder message) {
        tickerTimeNs = message.receiveTimeNs();
        set(Feature.MARK, message.markPriceE8(), TickerDecoder.markPriceE8NullValue());
        set(Feature.INDEX, message.indexPriceE8(), TickerDecoder.indexPriceE8NullValue());
        set(Feature.OPEN_INTEREST, message.openInterestE8(), TickerDecoder.openInterestE8NullValue());
        final double index = out[Feature.INDEX.ordinal()];
        final double price = index > 0 ? index : out[Feature.MARK.ordinal()];
        set(Feature.FUNDING, message.fundingRateE8(), TickerDecoder.fundingRateE8NullValue(), price);
        set(Feature.FUNDING_NEXT, message.fundingRatePredictionE8(), TickerDecoder.fundingRatePredictionE8NullValue(), price);
    }

    /** What the venue does not say stays as it was. */
    private void set(final Feature feature, final long valueE8, final long nullValue) {
        set(feature, valueE8, nullValue, 1);
    }

    private void set(final Feature feature, final long valueE8, final long nullValue, final double divisor) {
        if (valueE8 != nullValue && divisor > 0) {
            out[feature.ordinal()] = toDouble(valueE8) / divisor;
        }
    }

    void onSignal(final OutsideSignalDecoder message) {
        final long timeNs = message.receiveTimeNs();
        switch (message.source()) {
            case FLOW -> {
                flowTimeNs = timeNs;
                inflow += Math.max(0, message.score());
                outflow += Math.max(0, -message.score());
            }
            case MENTIONS -> {
                mentionsTimeNs = timeNs;
                mentions += message.score();
            }
            case SENTIMENT -> {
                sentimentTimeNs = timeNs;
                out[Feature.SENTIMENT.ordinal()] = message.score();
            }
            case NEWS -> {
                newsTimeNs = Math.max(timeNs, message.exchangeTimeNs());
                news++;
                out[Feature.NEWS_SCORE.ordinal()] = message.score();
            }
            case OTHER, NULL_VAL -> out[Feature.OUTSIDE.ordinal()] = message.score();
        }
    }

    /** Writes everything that is not written when it comes. */
    void sample(final long timeNs) {
        if (readsBook) {
            sampleBook(timeNs);
        }
        if (hasTraded) {
            sampleTrades();
        }
        put(Feature.TICKER_AGE, age(tickerTimeNs, timeNs));
        if (flowTimeNs != NEVER) {
            put(Feature.INFLOW, inflow);
            put(Feature.OUTFLOW, outflow);
            put(Feature.FLOW_AGE, age(flowTimeNs, timeNs));
        }
        if (mentionsTimeNs != NEVER) {
            put(Feature.MENTIONS, mentions);
            put(Feature.MENTIONS_AGE, age(mentionsTimeNs, timeNs));
        }
        put(Feature.SENTIMENT_AGE, age(sentimentTimeNs, timeNs));
        put(Feature.NEWS, news);
        put(Feature.NEWS_AGE, age(newsTimeNs, timeNs));
    }

    private void sampleBook(final long timeNs) {
        final boolean isValid = book.state() == BookState.VALID;
        if (isValid) {
            sampleLevels(book.bids(), Feature.BID, Feature.BID_QTY, Feature.BID_DEPTH, Feature.BID_TENTH);
            sampleLevels(book.asks(), Feature.ASK, Feature.ASK_QTY, Feature.ASK_DEPTH, Feature.ASK_TENTH);
            final long midE8 = (book.bestBidE8() + book.bestAskE8()) / 2;
            put(Feature.BID_NEAR, toDouble(book.bids().depthDownToE8(midE8 - midE8 / NEAR_PART)));
            put(Feature.ASK_NEAR, toDouble(book.asks().depthDownToE8(midE8 + midE8 / NEAR_PART)));
            put(Feature.BUY_COST, book.asks().averagePrice(ONE_UNIT_E8));
            put(Feature.SELL_COST, book.bids().averagePrice(ONE_UNIT_E8));
        } else {
            for (int i = Feature.BID.ordinal(); i <= Feature.SELL_COST.ordinal(); i++) {
                out[i] = Double.NaN;
            }
        }
        put(Feature.BOOK_AGE, isValid ? age(bookTimeNs, timeNs) : Double.NaN);
        put(Feature.BOOK_FLOW, toDouble(bookFlowE8));
        put(Feature.BIDS_ADDED, toDouble(bidsAddedE8));
        put(Feature.BIDS_REMOVED, toDouble(bidsRemovedE8));
        put(Feature.ASKS_ADDED, toDouble(asksAddedE8));
        put(Feature.ASKS_REMOVED, toDouble(asksRemovedE8));
        put(Feature.ARRIVALS, arrivals);
        put(Feature.REMOVALS, removals);
    }

    private void sampleLevels(
        final BookSide side, final Feature price, final Feature quantity, final Feature depth, final Feature tenth) {
        put(price, toDouble(side.bestPriceE8()));
        put(quantity, toDouble(side.bestQtyE8()));
        put(depth, toDouble(side.depthE8(LEVELS)));
        put(tenth, toDouble(side.priceE8(Math.min(LEVELS, side.size()) - 1)));
    }

    private void sampleTrades() {
        put(Feature.BOUGHT, toDouble(boughtE8));
        put(Feature.SOLD, toDouble(soldE8));
        put(Feature.BUYS, buys);
        put(Feature.SELLS, sells);
        put(Feature.SQUARED_TRADES, squaredTrades);
        put(Feature.LARGE_BOUGHT, toDouble(largeBoughtE8));
        put(Feature.LARGE_SOLD, toDouble(largeSoldE8));
    }

    private void put(final Feature feature, final double value) {
        out[feature.ordinal()] = value;
    }

    private static double age(final long sinceNs, final long timeNs) {
        return sinceNs == NEVER ? Double.NaN : (timeNs - sinceNs) / NS;
    }
}
