package io.ringmaster.pipeline.market;

import static io.ringmaster.units.FixedPoint.toDouble;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.strategies.indicator.Feature;
import java.util.List;
import java.util.Set;

/** The features of an instrument's order book. Totals of quantities are integers until they are sampled, so that they lose nothing over months. */
final class BookFeatures {

    private static final int LEVELS = 10;
    /** A price within this part of the mid is near. */
    private static final long NEAR_PART = 1_000;
    private static final long ONE_UNIT_E8 = 100_000_000L;

    private static final List<Feature> SHAPE = List.of(Feature.BID_WEIGHTED, Feature.ASK_WEIGHTED, Feature.BID_SLOPE, Feature.ASK_SLOPE);
    private static final Feature[] FEATURES = Feature.values();

    private final FeatureRow out;
    private final OrderBook book = new OrderBook(this::onLevel);
    private long bookTimeNs = FeatureRow.NEVER;
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
    private long updates;
    private double touchTotal;
    private final boolean readsShape;
    /** Null where no formula reads it. */
    private final MidTrend trend;

    BookFeatures(final FeatureRow out, final Set<Feature> read) {
        this.out = out;
        readsShape = SHAPE.stream().anyMatch(read::contains);
        trend = read.contains(Feature.MID_SLOPE) ? new MidTrend() : null;
    }

    void onSnapshot(final BookSnapshotDecoder message) {
        hasTouch = false;
        bookTimeNs = message.receiveTimeNs();
        passTime(bookTimeNs);
        book.onSnapshot(message);
        countUpdate();
    }

    void onDelta(final BookDeltaDecoder message) {
        bookTimeNs = message.receiveTimeNs();
        passTime(bookTimeNs);
        if (message.part().first()) {
            rememberTouch();
        }
        book.onDelta(message);
        // A delta of many levels comes in parts, and the book may not be read between them.
        if (message.part().last()) {
            addFlow();
            countUpdate();
        }
    }

    void onDisconnect() {
        book.onDisconnect();
        if (trend != null) {
            trend.onMid(0);
        }
    }

    private void passTime(final long timeNs) {
        if (trend != null) {
            trend.onTime(timeNs);
        }
    }

    private void countUpdate() {
        final boolean isValid = book.state() == BookState.VALID;
        if (isValid) {
            updates++;
            touchTotal += (toDouble(book.bestBidQtyE8()) + toDouble(book.bestAskQtyE8())) / 2;
        }
        if (trend != null) {
            trend.onMid(isValid ? book.bestBidE8() + book.bestAskE8() : 0);
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

    void sample(final long timeNs) {
        final boolean isValid = book.state() == BookState.VALID;
        if (isValid) {
            sampleLevels(book.bids(), Feature.BID, Feature.BID_QTY, Feature.BID_DEPTH, Feature.BID_TENTH);
            sampleLevels(book.asks(), Feature.ASK, Feature.ASK_QTY, Feature.ASK_DEPTH, Feature.ASK_TENTH);
            final long midE8 = (book.bestBidE8() + book.bestAskE8()) / 2;
            out.put(Feature.BID_NEAR, toDouble(book.bids().depthDownToE8(midE8 - midE8 / NEAR_PART)));
            out.put(Feature.ASK_NEAR, toDouble(book.asks().depthDownToE8(midE8 + midE8 / NEAR_PART)));
            if (readsShape) {
                sampleShape();
            }
            out.put(Feature.BUY_COST, book.asks().averagePrice(ONE_UNIT_E8));
            out.put(Feature.SELL_COST, book.bids().averagePrice(ONE_UNIT_E8));
        } else {
            for (int i = Feature.BID.ordinal(); i <= Feature.SELL_COST.ordinal(); i++) {
                out.put(FEATURES[i], Double.NaN);
            }
        }
        out.putAge(Feature.BOOK_AGE, isValid ? bookTimeNs : FeatureRow.NEVER, timeNs);
        out.put(Feature.BOOK_FLOW, toDouble(bookFlowE8));
        out.put(Feature.BIDS_ADDED, toDouble(bidsAddedE8));
        out.put(Feature.BIDS_REMOVED, toDouble(bidsRemovedE8));
        out.put(Feature.ASKS_ADDED, toDouble(asksAddedE8));
        out.put(Feature.ASKS_REMOVED, toDouble(asksRemovedE8));
        out.put(Feature.ARRIVALS, arrivals);
        out.put(Feature.REMOVALS, removals);
        out.put(Feature.BOOK_UPDATES, updates);
        out.put(Feature.TOUCH_QTY, touchTotal);
        passTime(timeNs);
        if (trend != null) {
            out.put(Feature.MID_SLOPE, trend.slope());
        }
    }

    private void sampleShape() {
        final double mid = (toDouble(book.bestBidE8()) + toDouble(book.bestAskE8())) / 2;
        out.put(Feature.BID_WEIGHTED, BookShape.weighted(book.bids(), mid, LEVELS));
        out.put(Feature.ASK_WEIGHTED, BookShape.weighted(book.asks(), mid, LEVELS));
        out.put(Feature.BID_SLOPE, BookShape.slope(book.bids(), mid, LEVELS));
        out.put(Feature.ASK_SLOPE, BookShape.slope(book.asks(), mid, LEVELS));
    }

    private void sampleLevels(
        final BookSide side, final Feature price, final Feature quantity, final Feature depth, final Feature tenth) {
        out.put(price, toDouble(side.bestPriceE8()));
        out.put(quantity, toDouble(side.bestQtyE8()));
        out.put(depth, toDouble(side.depthE8(LEVELS)));
        out.put(tenth, toDouble(side.priceE8(Math.min(LEVELS, side.size()) - 1)));
    }
}
