package io.ringmaster.pipeline.feed;

import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerEncoder;
import io.ringmaster.schema.TradeEncoder;
import org.agrona.MutableDirectBuffer;

/** Encodes the messages that every feed format contains. */
public final class MarketEncoder {

    /** Null of a ticker's prices and quantities. */
    public static final long NONE = Long.MIN_VALUE;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final ImportedBarEncoder bar = new ImportedBarEncoder();
    private final FeedStateEncoder feed = new FeedStateEncoder();
    private final int instrumentId;

    public MarketEncoder(final int instrumentId) {
        this.instrumentId = instrumentId;
    }

    public int trade(
        final MutableDirectBuffer buffer, final long receiveTimeNs, final long exchangeTimeNs, final long tradeId, final long priceE8,
        final long qtyE8, final Side aggressor) {
        trade.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(receiveTimeNs).exchangeTimeNs(exchangeTimeNs).tradeId(tradeId)
            .priceE8(priceE8).qtyE8(qtyE8).instrumentId(instrumentId).aggressorSide(aggressor);
        return MessageHeaderEncoder.ENCODED_LENGTH + trade.encodedLength();
    }

    public int ticker(final MutableDirectBuffer buffer, final TickerRow row) {
        ticker.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(row.receiveTimeNs).exchangeTimeNs(row.exchangeTimeNs)
            .bidPriceE8(row.bidE8).bidQtyE8(row.bidQtyE8).askPriceE8(row.askE8).askQtyE8(row.askQtyE8)
            .lastPriceE8(row.lastE8).markPriceE8(row.markE8).indexPriceE8(row.indexE8)
            .fundingRateE8(row.fundingRateE8).fundingRatePredictionE8(row.fundingRatePredictionE8)
            .openInterestE8(row.openInterestE8).nextFundingTimeNs(row.nextFundingTimeNs)
            .instrumentId(instrumentId);
        return MessageHeaderEncoder.ENCODED_LENGTH + ticker.encodedLength();
    }

    /** Our connection to the venue, or the venue's own state, changed. */
    public int feedState(final MutableDirectBuffer buffer, final long receiveTimeNs, final FeedCondition condition) {
        feed.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(receiveTimeNs).instrumentId(instrumentId).condition(condition);
        return MessageHeaderEncoder.ENCODED_LENGTH + feed.encodedLength();
    }

    /** A bar of the session; its receive time is its end. */
    public int bar(
        final MutableDirectBuffer buffer, final long openTimeNs, final long durationNs, final long openE8, final long highE8,
        final long lowE8, final long closeE8, final long volumeE8) {
        return bar(
            buffer, BarPhase.LIVE, Math.addExact(openTimeNs, durationNs), openTimeNs, durationNs, openE8, highE8, lowE8, closeE8, volumeE8);
    }

    /** A bar for the warm-up. */
    public int history(
        final MutableDirectBuffer buffer, final long receiveTimeNs, final long openTimeNs, final long durationNs, final long openE8,
        final long highE8, final long lowE8, final long closeE8, final long volumeE8) {
        return bar(buffer, BarPhase.HISTORY, receiveTimeNs, openTimeNs, durationNs, openE8, highE8, lowE8, closeE8, volumeE8);
    }

    private int bar(
        final MutableDirectBuffer buffer, final BarPhase phase, final long receiveTimeNs, final long openTimeNs, final long durationNs,
        final long openE8, final long highE8, final long lowE8, final long closeE8, final long volumeE8) {
        bar.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(receiveTimeNs).openTimeNs(openTimeNs).durationNs(durationNs)
            .openPriceE8(openE8).highPriceE8(highE8).lowPriceE8(lowE8).closePriceE8(closeE8).volumeE8(volumeE8)
            .instrumentId(instrumentId).phase(phase);
        return MessageHeaderEncoder.ENCODED_LENGTH + bar.encodedLength();
    }
}
