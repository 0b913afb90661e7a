package io.ringmaster.exchange;

import io.ringmaster.exchange.matching.MatchingEngine;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import org.agrona.DirectBuffer;

/** Shows matching engines what happened in their markets: books, trades and tickers. Used by one thread. */
public final class MarketTape {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TickerDecoder ticker = new TickerDecoder();

    /** Whether a message is one of those it shows. */
    public static boolean isMarket(final int templateId) {
        return switch (templateId) {
            case TradeDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID, BookDeltaDecoder.TEMPLATE_ID, TickerDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    /**
     * Shows one message to the engine of its instrument.
     *
     * @param buffer  holds the message, its header at {@code offset}; must be one of those of {@link #isMarket}
     * @param engines by instrument id
     */
    public void play(final DirectBuffer buffer, final int offset, final MatchingEngine[] engines) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrapAndApplyHeader(buffer, offset, header), engines);
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(snapshot.wrapAndApplyHeader(buffer, offset, header), engines);
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(delta.wrapAndApplyHeader(buffer, offset, header), engines);
            case TickerDecoder.TEMPLATE_ID -> onTicker(ticker.wrapAndApplyHeader(buffer, offset, header), engines);
            default -> throw new IllegalArgumentException("not a message of the market: templateId=" + header.templateId());
        }
    }

    private static void onTrade(final TradeDecoder message, final MatchingEngine[] engines) {
        engines[message.instrumentId()].onTrade(
            message.receiveTimeNs(), message.priceE8(), message.qtyE8(), message.aggressorSide());
    }

    private static void onSnapshot(final BookSnapshotDecoder message, final MatchingEngine[] engines) {
        final MatchingEngine engine = engines[message.instrumentId()];
        if (engine.beginSnapshot(message.part().first(), message.bookSequence())) {
            final long timeNs = message.receiveTimeNs();
            final boolean last = message.part().last();
            for (final BookSnapshotDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
                level.next();
                engine.onLevel(Side.BUY, level.priceE8(), level.qtyE8());
            }
            for (final BookSnapshotDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
                level.next();
                engine.onLevel(Side.SELL, level.priceE8(), level.qtyE8());
            }
            engine.endBook(timeNs, last);
        }
    }

    private static void onDelta(final BookDeltaDecoder message, final MatchingEngine[] engines) {
        final MatchingEngine engine = engines[message.instrumentId()];
        if (engine.beginDelta(message.part().first(), message.previousBookSequence(), message.bookSequence())) {
            final long timeNs = message.receiveTimeNs();
            final boolean last = message.part().last();
            for (final BookDeltaDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
                level.next();
                engine.onLevel(Side.BUY, level.priceE8(), level.qtyE8());
            }
            for (final BookDeltaDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
                level.next();
                engine.onLevel(Side.SELL, level.priceE8(), level.qtyE8());
            }
            engine.endBook(timeNs, last);
        }
    }

    private static void onTicker(final TickerDecoder message, final MatchingEngine[] engines) {
        engines[message.instrumentId()].onTicker(message.receiveTimeNs(), message.lastPriceE8(), message.markPriceE8());
    }
}
