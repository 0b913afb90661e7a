package io.ringmaster.exchange;

import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.BookPartEncoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerEncoder;
import io.ringmaster.schema.TradeEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes messages into one buffer, reused; allocates nothing per message. Levels are pairs of price and quantity, all times 1e8. */
final class Messages {

    static final long NONE = Long.MIN_VALUE;
    static final int FIRST = 1;
    static final int LAST = 2;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderIntentEncoder intent = new OrderIntentEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final ImportedBarEncoder bar = new ImportedBarEncoder();
    private final FeedStateEncoder feed = new FeedStateEncoder();

    private int length(final int bodyLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
    }

    int order(
        final long timeNs, final int instrumentId, final long clientOrderId, final OrderType type, final Side side, final long qtyE8,
        final long limitPriceE8, final long stopPriceE8, final boolean reduceOnly) {
        return intent(timeNs, instrumentId, clientOrderId, OrderKind.NEW, type, side, qtyE8, limitPriceE8, stopPriceE8, reduceOnly);
    }

    int cancel(final long timeNs, final int instrumentId, final long clientOrderId) {
        return intent(timeNs, instrumentId, clientOrderId, OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, NONE, NONE, false);
    }

    int amend(final long timeNs, final int instrumentId, final long clientOrderId, final long stopPriceE8) {
        return intent(timeNs, instrumentId, clientOrderId, OrderKind.AMEND, OrderType.STOP, Side.BUY, 0, NONE, stopPriceE8, true);
    }

    int cancelAll(final long timeNs, final int instrumentId) {
        return intent(timeNs, instrumentId, 0, OrderKind.CANCEL_ALL, OrderType.LIMIT, Side.BUY, 0, NONE, NONE, false);
    }

    private int intent(
        final long timeNs, final int instrumentId, final long clientOrderId, final OrderKind kind, final OrderType type, final Side side,
        final long qtyE8, final long limitPriceE8, final long stopPriceE8, final boolean reduceOnly) {
        intent.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(1).timeNs(timeNs).clientOrderId(clientOrderId).qtyE8(qtyE8).limitPriceE8(limitPriceE8).stopPriceE8(stopPriceE8)
            .instrumentId(instrumentId).kind(kind).orderType(type).side(side).reduceOnly((short) (reduceOnly ? 1 : 0))
            .purpose(OrderPurpose.INCREASE);
        return length(intent.encodedLength());
    }

    int trade(final long timeNs, final int instrumentId, final long priceE8, final long qtyE8, final Side aggressor) {
        trade.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs).exchangeTimeNs(timeNs).tradeId(0).priceE8(priceE8).qtyE8(qtyE8).instrumentId(instrumentId)
            .aggressorSide(aggressor);
        return length(trade.encodedLength());
    }

    int snapshot(final long timeNs, final int instrumentId, final long sequence, final int parts, final long[] bids, final long[] asks) {
        snapshot.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bookSequence(sequence)
            .instrumentId(instrumentId);
        part(snapshot.part(), parts);
        final BookSnapshotEncoder.BidsEncoder bid = snapshot.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bid.next().priceE8(bids[i]).qtyE8(bids[i + 1]);
        }
        final BookSnapshotEncoder.AsksEncoder ask = snapshot.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2) {
            ask.next().priceE8(asks[i]).qtyE8(asks[i + 1]);
        }
        return length(snapshot.encodedLength());
    }

    int delta(
        final long timeNs, final int instrumentId, final long previous, final long sequence, final int parts, final long[] bids,
        final long[] asks) {
        delta.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).exchangeTimeNs(timeNs).previousBookSequence(previous)
            .bookSequence(sequence).instrumentId(instrumentId);
        part(delta.part(), parts);
        final BookDeltaEncoder.BidsEncoder bid = delta.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bid.next().priceE8(bids[i]).qtyE8(bids[i + 1]);
        }
        final BookDeltaEncoder.AsksEncoder ask = delta.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2) {
            ask.next().priceE8(asks[i]).qtyE8(asks[i + 1]);
        }
        return length(delta.encodedLength());
    }

    private static void part(final BookPartEncoder part, final int parts) {
        part.clear().first((parts & FIRST) != 0).last((parts & LAST) != 0);
    }

    int ticker(final long timeNs, final int instrumentId, final long lastE8, final long markE8, final long fundingRateE8) {
        ticker.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bidPriceE8(NONE).bidQtyE8(NONE).askPriceE8(NONE).askQtyE8(NONE)
            .lastPriceE8(lastE8).markPriceE8(markE8).indexPriceE8(NONE).fundingRateE8(fundingRateE8).fundingRatePredictionE8(NONE)
            .openInterestE8(NONE).nextFundingTimeNs(NONE).instrumentId(instrumentId);
        return length(ticker.encodedLength());
    }

    int feedDown(final long timeNs, final int instrumentId) {
        feed.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).instrumentId(instrumentId).condition(FeedCondition.DOWN);
        return length(feed.encodedLength());
    }

    int bar(
        final long timeNs, final int instrumentId, final long durationNs, final long openE8, final long highE8, final long lowE8,
        final long closeE8, final BarPhase phase) {
        bar.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs).openTimeNs(timeNs - durationNs).durationNs(durationNs).openPriceE8(openE8).highPriceE8(highE8)
            .lowPriceE8(lowE8).closePriceE8(closeE8).volumeE8(100_000_000).instrumentId(instrumentId).phase(phase);
        return length(bar.encodedLength());
    }
}
