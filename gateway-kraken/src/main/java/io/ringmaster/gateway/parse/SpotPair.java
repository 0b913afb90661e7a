package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.market.OrderBook;

/** What the market feed knows of one pair of Kraken Spot. One thread. */
final class SpotPair {

    final BookParts parts;
    final MarketEncoder encoder;
    final TradeNumbers trades = new TradeNumbers();
    OrderBook book = new OrderBook();
    /** Digits after the point of the venue's prices; -1 while unknown. */
    int priceDecimals = -1;
    /** Digits after the point of the venue's quantities; -1 while unknown. */
    int qtyDecimals = -1;
    long sequence;
    boolean hasTrades;
    /** Whether the book is complete: changes can be applied. */
    boolean isWhole;
    /** Whether the events say that the feed is down, as they do before the first snapshot. */
    boolean isDown = true;

    SpotPair(final int instrumentId) {
        parts = new BookParts(instrumentId);
        encoder = new MarketEncoder(instrumentId);
    }

    /** Whether checksums can be computed. */
    boolean hasPrecision() {
        return priceDecimals >= 0 && qtyDecimals >= 0;
    }
}
