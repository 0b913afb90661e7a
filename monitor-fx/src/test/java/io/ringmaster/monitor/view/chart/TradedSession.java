package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.view.JournalPair;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.ContractType;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeEncoder;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.PortfolioStateEncoder;
import io.ringmaster.schema.SessionStartEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerEncoder;
import io.ringmaster.schema.TradeEncoder;
import io.ringmaster.schema.VenueReason;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;

/** Writes a session of two instruments, message by message, as a test wants them. Prices are in ticks of 0.5, quantities in lots of 0.001. */
public final class TradedSession implements AutoCloseable {

    public static final long START_NS = 1_723_161_240_000_000_000L;
    public static final long TICK = 50_000_000L;
    public static final long LOT = 100_000L;
    public static final long SECOND = 1_000_000_000L;

    private final JournalPair journals;
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header;
    private long executions;
    private final long[] bookSequences = new long[2];
    private long timeNs = START_NS;

    public TradedSession(final Path directory) throws IOException {
        journals = new JournalPair(directory, "strategies: []\npolicy: {type: confluence}\nrisk: {maxOpenOrders: 16}\n");
        buffer = journals.buffer();
        header = journals.header();
        final SessionStartEncoder message = new SessionStartEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).seed(71).initialCashE8(10_000 * 100_000_000L).warmupEndTimeNs(timeNs);
        final SessionStartEncoder.InstrumentsEncoder instruments = message.instrumentsCount(2);
        for (final String symbol : new String[] {"PF_XBTUSD", "PF_ETHUSD"}) {
            instruments.next().contractType(ContractType.LINEAR).tickE8(TICK).lotE8(LOT).minQtyE8(LOT).maxPositionE8(100 * 100_000_000L)
                .makerFeeE8(20_000).takerFeeE8(50_000).fundingIntervalNs(3_600 * SECOND);
            instruments.marginLevelsCount(0);
            instruments.symbol(symbol);
        }
        message.build("test").configSha256(journals.configSha256());
        in(message.encodedLength());
    }

    private void in(final int bodyBytes) {
        journals.appendInput(bodyBytes);
    }

    private void out(final int bodyBytes) {
        journals.appendOutput(bodyBytes);
    }

    /** What follows happens at this time of the session. */
    public TradedSession at(final long sinceStartNs) {
        timeNs = START_NS + sinceStartNs;
        return this;
    }

    public TradedSession trade(final int instrument, final long ticks, final long lots) {
        final TradeEncoder message = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).tradeId(journals.sequence()).priceE8(ticks * TICK).qtyE8(lots * LOT).instrumentId(instrument)
            .aggressorSide(Side.BUY);
        in(message.encodedLength());
        return this;
    }

    public TradedSession ticker(final int instrument, final long markTicks, final long indexTicks) {
        final TickerEncoder message = new TickerEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bidPriceE8(TickerEncoder.bidPriceE8NullValue())
            .bidQtyE8(TickerEncoder.bidQtyE8NullValue()).askPriceE8(TickerEncoder.askPriceE8NullValue())
            .askQtyE8(TickerEncoder.askQtyE8NullValue()).lastPriceE8(TickerEncoder.lastPriceE8NullValue()).markPriceE8(markTicks * TICK)
            .indexPriceE8(indexTicks * TICK).fundingRateE8(TickerEncoder.fundingRateE8NullValue())
            .fundingRatePredictionE8(TickerEncoder.fundingRatePredictionE8NullValue()).openInterestE8(TickerEncoder.openInterestE8NullValue())
            .nextFundingTimeNs(TickerEncoder.nextFundingTimeNsNullValue()).instrumentId(instrument);
        in(message.encodedLength());
        return this;
    }

    /** A bar of a minute of history. */
    public TradedSession bar(final int instrument, final long openNs, final long open, final long high, final long low, final long close) {
        final ImportedBarEncoder message = new ImportedBarEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).openTimeNs(START_NS + openNs).durationNs(60 * SECOND).openPriceE8(open * TICK).highPriceE8(high * TICK)
            .lowPriceE8(low * TICK).closePriceE8(close * TICK).volumeE8(LOT).instrumentId(instrument).phase(BarPhase.HISTORY);
        in(message.encodedLength());
        return this;
    }

    /** @param levels ticks and lots in turn */
    public TradedSession snapshot(final int instrument, final long[] bids, final long[] asks) {
        final BookSnapshotEncoder message = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bookSequence(++bookSequences[instrument]).instrumentId(instrument);
        message.part().clear().first(true).last(true);
        final BookSnapshotEncoder.BidsEncoder bid = message.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bid.next().priceE8(bids[i] * TICK).qtyE8(bids[i + 1] * LOT);
        }
        final BookSnapshotEncoder.AsksEncoder ask = message.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2) {
            ask.next().priceE8(asks[i] * TICK).qtyE8(asks[i + 1] * LOT);
        }
        in(message.encodedLength());
        return this;
    }

    /** One level changes. */
    public TradedSession delta(final int instrument, final boolean isBid, final long ticks, final long lots) {
        final BookDeltaEncoder message = new BookDeltaEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).previousBookSequence(bookSequences[instrument]).bookSequence(++bookSequences[instrument]).instrumentId(instrument);
        message.part().clear().first(true).last(true);
        final BookDeltaEncoder.BidsEncoder bids = message.bidsCount(isBid ? 1 : 0);
        if (isBid) {
            bids.next().priceE8(ticks * TICK).qtyE8(lots * LOT);
        }
        final BookDeltaEncoder.AsksEncoder asks = message.asksCount(isBid ? 0 : 1);
        if (!isBid) {
            asks.next().priceE8(ticks * TICK).qtyE8(lots * LOT);
        }
        in(message.encodedLength());
        return this;
    }

    /** The next delta does not follow the last one. */
    public TradedSession missDelta(final int instrument) {
        bookSequences[instrument]++;
        return this;
    }

    public TradedSession disconnect() {
        final FeedStateEncoder message = new FeedStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).condition(FeedCondition.DOWN).instrumentId(-1);
        in(message.encodedLength());
        return this;
    }

    // ------------------------------------------------------------------ our orders

    /** An order that the venue accepts at once. */
    public TradedSession order(
        final long id, final int instrument, final OrderType type, final Side side, final OrderPurpose purpose, final long ticks, final long lots) {
        final OrderIntentEncoder intent = new OrderIntentEncoder().wrapAndApplyHeader(buffer, 0, header);
        final boolean isStop = type == OrderType.STOP;
        intent.causeSequence(journals.sequence()).timeNs(timeNs).clientOrderId(id).qtyE8(lots * LOT)
            .limitPriceE8(isStop ? OrderIntentEncoder.limitPriceE8NullValue() : ticks * TICK)
            .stopPriceE8(isStop ? ticks * TICK : OrderIntentEncoder.stopPriceE8NullValue()).instrumentId(instrument).kind(OrderKind.NEW)
            .orderType(type).side(side).reduceOnly((short) 0).purpose(purpose).decisionSequence(OrderIntentEncoder.decisionSequenceNullValue());
        out(intent.encodedLength());
        change(id, instrument, new OrderState[] {OrderState.PENDING_NEW, OrderState.PENDING_NEW}, OrderEvent.SUBMIT, 0, lots);
        report(id, instrument, side, ExecType.NEW, 0, 0, lots);
        change(id, instrument, new OrderState[] {OrderState.PENDING_NEW, OrderState.NEW}, OrderEvent.ACCEPTED, 0, lots);
        return this;
    }

    /** A fill in full, and the position after it. */
    public TradedSession fill(final long id, final int instrument, final Side side, final long ticks, final long lots, final long positionLots) {
        report(id, instrument, side, ExecType.TRADE, ticks, lots, 0);
        change(id, instrument, new OrderState[] {OrderState.NEW, OrderState.FILLED}, OrderEvent.FILL_COMPLETE, lots, 0);
        final PortfolioStateEncoder message = new PortfolioStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(journals.sequence()).timeNs(timeNs).positionQtyE8(positionLots * LOT).averageEntryPriceE8(positionLots == 0 ? 0 : ticks * TICK)
            .markPriceE8(ticks * TICK).cashE8(0).realisedPnlE8(0).unrealisedPnlE8(0).feesE8(0).fundingE8(0).equityE8(0).instrumentId(instrument);
        out(message.encodedLength());
        return this;
    }

    public TradedSession cancel(final long id, final int instrument, final Side side, final long lots) {
        report(id, instrument, side, ExecType.CANCELED, 0, 0, 0);
        change(id, instrument, new OrderState[] {OrderState.NEW, OrderState.CANCELED}, OrderEvent.CANCEL_CONFIRMED, 0, 0);
        return this;
    }

    private void report(
        final long id, final int instrument, final Side side, final ExecType type, final long ticks, final long lots, final long leavesLots) {
        final ExecutionReportEncoder message = new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, header);
        final boolean isFill = type == ExecType.TRADE;
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).clientOrderId(id);
        message.venueOrderId().high(1).low(id);
        message.executionId().high(isFill ? 2 : 0).low(isFill ? ++executions : 0);
        message.lastQtyE8(lots * LOT).lastPriceE8(ticks * TICK).cumQtyE8(lots * LOT).leavesQtyE8(leavesLots * LOT)
            .feeE8(isFill ? 12_345_678 : 0).instrumentId(instrument).execType(type).side(side)
            .liquidity(isFill ? Liquidity.MAKER : Liquidity.NONE).reason(VenueReason.NONE);
        in(message.encodedLength());
    }

    private void change(
        final long id, final int instrument, final OrderState[] fromTo, final OrderEvent event, final long cumLots, final long leavesLots) {
        final OrderStateChangeEncoder message = new OrderStateChangeEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(journals.sequence()).timeNs(timeNs).clientOrderId(id).cumQtyE8(cumLots * LOT).leavesQtyE8(leavesLots * LOT)
            .instrumentId(instrument).from(fromTo[0]).to(fromTo[1]).orderEvent(event).reason(VenueReason.NONE);
        out(message.encodedLength());
    }

    @Override
    public void close() {
        journals.close();
    }
}
