package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.schema.FeedCondition;

/** What the market feed knows of one product of Kraken Derivatives. One thread. */
final class FuturesProduct {

    final MarketEncoder encoder;
    final BookParts book;
    final TickerTimes tickerTimes = new TickerTimes();
    final DeltaNumbers deltaNumbers = new DeltaNumbers();
    final TradeNumbers tradeNumbers = new TradeNumbers();
    /** Whether the book is complete: changes can be applied. */
    boolean isWhole;
    /** Whether the events say that the feed is down, as they do before the first snapshot. */
    boolean isDown = true;
    FeedCondition condition = FeedCondition.UP;

    FuturesProduct(final int instrumentId) {
        encoder = new MarketEncoder(instrumentId);
        book = new BookParts(instrumentId);
    }
}
