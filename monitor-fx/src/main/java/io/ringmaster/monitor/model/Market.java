package io.ringmaster.monitor.model;

import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BarPointDecoder;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * What the inputs up to one say of the market and that later inputs overwrite: a function of the inputs alone, but for the limit prices of our
 * orders, which never change. One thread; {@link #copy} is a checkpoint.
 */
final class Market {

    private static final int RECEIVE_TIME = MessageHeaderDecoder.ENCODED_LENGTH;

    private static final long SMALL_PARTS_BYTES = 1_000;

    private final OurOrders orders;
    private final InstrumentMarket[] instruments;
    private final Resting resting;
    private final Ledger ledger;
    private long sequence;
    private int chain;
    private long timeNs;
    private long reconnects;
    private long messages;
    private int inherited;

    private final TradeDecoder trade = new TradeDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final BarPointDecoder barPoint = new BarPointDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();
    private final ImportedBarDecoder imported = new ImportedBarDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final FeedStateDecoder feed = new FeedStateDecoder();

    /** Takes bars that ended. */
    interface BarSink {

        /** @param bar a bar of one second; owned by the caller */
        void onBar(int instrument, Bar bar, long sequence);
    }

    /** What the inputs do not say of our orders and positions. */
    interface OurOrders {

        /**
         * A position that was built before the first input that there is.
         *
         * @param index counted from 0 in their order
         * @return what the engine wrote of it first; null if that is not known (yet)
         */
        PortfolioRow inherited(int index);

        /** The limit price of an order; 0 if it is not known. */
        long limitPriceE8(long clientOrderId);

        /** Whether a fill is reported for the first time. */
        boolean isNewFill(long sequence, ExecutionReportDecoder report);
    }

    Market(final SessionFacts facts, final long afterSequence, final OurOrders orders) {
        this(
            new InstrumentMarket[facts.instruments().size()], new Resting(), new Ledger(facts.instruments().size(), facts.initialCashE8()), orders);
        for (int i = 0; i < instruments.length; i++) {
            instruments[i] = new InstrumentMarket();
        }
        sequence = afterSequence;
    }

    private Market(final InstrumentMarket[] instruments, final Resting resting, final Ledger ledger, final OurOrders orders) {
        this.instruments = instruments;
        this.resting = resting;
        this.ledger = ledger;
        this.orders = orders;
    }

    /** @param copyOrders what the copy asks about our orders */
    Market copy(final OurOrders copyOrders) {
        final InstrumentMarket[] copies = new InstrumentMarket[instruments.length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = instruments[i].copy();
        }
        final Market copy = new Market(copies, resting.copy(), ledger.copy(), copyOrders);
        copy.sequence = sequence;
        copy.chain = chain;
        copy.timeNs = timeNs;
        copy.reconnects = reconnects;
        copy.messages = messages;
        copy.inherited = inherited;
        return copy;
    }

    /** Memory that a copy takes, about. */
    long bytes() {
        long bytes = SMALL_PARTS_BYTES;
        for (final InstrumentMarket one : instruments) {
            bytes += SMALL_PARTS_BYTES + one.book().bytes();
        }
        return bytes;
    }

    /** Event time of an input. */
    static long timeNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + RECEIVE_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    static int blockLength(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + MessageHeaderDecoder.blockLengthEncodingOffset(), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    static int version(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + MessageHeaderDecoder.versionEncodingOffset(), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** @param sink takes bars that this input ends */
    void onInput(final long newSequence, final int newChain, final DirectBuffer buffer, final int offset, final BarSink sink) {
        sequence = newSequence;
        chain = newChain;
        timeNs = timeNs(buffer, offset);
        ledger.onTime(timeNs);
        inherit();
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int block = blockLength(buffer, offset);
        final int version = version(buffer, offset);
        switch (templateId(buffer, offset)) {
            case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrap(buffer, body, block, version), sink);
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(delta.wrap(buffer, body, block, version));
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(snapshot.wrap(buffer, body, block, version));
            case TickerDecoder.TEMPLATE_ID -> onTicker(ticker.wrap(buffer, body, block, version), sink);
            case ImportedBarDecoder.TEMPLATE_ID -> onBar(imported.wrap(buffer, body, block, version));
            case BarPointDecoder.TEMPLATE_ID -> {
                barPoint.wrap(buffer, body, block, version);
                onBarPrice(barPoint.instrumentId(), barPoint.priceE8());
            }
            case FundingPaymentDecoder.TEMPLATE_ID -> ledger.onFunding(funding.wrap(buffer, body, block, version).amountE8(), sequence);
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(report.wrap(buffer, body, block, version));
            case FeedStateDecoder.TEMPLATE_ID -> onFeed(feed.wrap(buffer, body, block, version));
            default -> {
                // Everything else is kept in rows.
            }
        }
    }

    /** Takes over positions from the input after the one that told them. */
    private void inherit() {
        for (PortfolioRow row = orders.inherited(inherited); row != null && row.sequence() < sequence; row = orders.inherited(inherited)) {
            ledger.adopt(row);
            inherited++;
        }
    }

    private boolean isKnown(final int instrument) {
        return instrument >= 0 && instrument < instruments.length;
    }

    private void onTrade(final TradeDecoder message, final BarSink sink) {
        final int instrument = message.instrumentId();
        if (isKnown(instrument)) {
            messages++;
            beginSecond(instrument, sink);
            instruments[instrument].onTrade(message, timeNs);
            resting.onTrade(instrument, message.priceE8(), message.qtyE8(), message.aggressorSide() == Side.SELL);
            mark(instrument);
        }
    }

    private void beginSecond(final int instrument, final BarSink sink) {
        final Bar bar = instruments[instrument].bar();
        if (!bar.hasBegun()) {
            bar.begin(second());
        } else if (timeNs - bar.openTimeNs >= BarSource.SECOND_NS) {
            sink.onBar(instrument, bar, sequence);
            bar.begin(second());
        }
    }

    private long second() {
        return Math.floorDiv(timeNs, BarSource.SECOND_NS) * BarSource.SECOND_NS;
    }

    private void onDelta(final BookDeltaDecoder message) {
        final int instrument = message.instrumentId();
        if (isKnown(instrument)) {
            messages++;
            instruments[instrument].onDelta(message, timeNs);
            onBook(instrument);
        }
    }

    private void onSnapshot(final BookSnapshotDecoder message) {
        final int instrument = message.instrumentId();
        if (isKnown(instrument)) {
            messages++;
            instruments[instrument].onSnapshot(message, timeNs);
            onBook(instrument);
        }
    }

    private void onBook(final int instrument) {
        resting.onBook(instrument, instruments[instrument].book());
        mark(instrument);
    }

    private void mark(final int instrument) {
        ledger.onMark(instrument, instruments[instrument].markPriceE8(), sequence);
    }

    private void onTicker(final TickerDecoder message, final BarSink sink) {
        final int instrument = message.instrumentId();
        if (isKnown(instrument)) {
            messages++;
            beginSecond(instrument, sink);
            instruments[instrument].onTicker(message, timeNs);
            mark(instrument);
        }
    }

    private void onBar(final ImportedBarDecoder message) {
        if (message.phase() == BarPhase.LIVE) {
            onBarPrice(message.instrumentId(), message.closePriceE8());
        }
    }

    private void onBarPrice(final int instrument, final long priceE8) {
        if (isKnown(instrument)) {
            messages++;
            instruments[instrument].onBarPrice(priceE8, timeNs);
            mark(instrument);
        }
    }

    private void onReport(final ExecutionReportDecoder message) {
        final long id = message.clientOrderId();
        final int instrument = message.instrumentId();
        if (!isKnown(instrument)) {
            return;
        }
        if (message.execType() == ExecType.TRADE && orders.isNewFill(sequence, message)) {
            ledger.onFill(instrument, message.side(), message.lastQtyE8(), message.lastPriceE8(), message.feeE8(), sequence);
        }
        final long price = orders.limitPriceE8(id);
        final boolean isBid = message.side() == Side.BUY;
        if (message.execType() == ExecType.NEW && price != 0) {
            resting.add(id, instrument, isBid, price, instruments[instrument].book().qtyAtE8(isBid, price));
        } else if (endsOrder(message)) {
            resting.remove(id);
        }
    }

    private static boolean endsOrder(final ExecutionReportDecoder message) {
        return switch (message.execType()) {
            case CANCELED, REJECTED, EXPIRED -> true;
            case TRADE -> message.leavesQtyE8() == 0;
            case NEW, TRIGGERED, CANCEL_REJECTED, UNANSWERED, AMENDED, AMEND_REJECTED, NULL_VAL -> false;
        };
    }

    private void onFeed(final FeedStateDecoder message) {
        final FeedCondition condition = message.condition();
        boolean isReconnected = false;
        for (int i = 0; i < instruments.length; i++) {
            if (message.instrumentId() < 0 || message.instrumentId() == i) {
                isReconnected |= condition == FeedCondition.UP && instruments[i].feed() == FeedCondition.DOWN;
                instruments[i].onFeed(condition);
            }
        }
        reconnects += isReconnected ? 1 : 0;
    }

    MarketView view() {
        final InstrumentView[] views = new InstrumentView[instruments.length];
        final Bar[] bars = new Bar[instruments.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = instruments[i].view();
            bars[i] = instruments[i].bar().copy();
        }
        return new MarketView(
            new MarketView.Input(sequence, chain, timeNs), reconnects, messages, views, bars, ledger.view(), resting.estimates());
    }

    long sequence() {
        return sequence;
    }

    long timeNs() {
        return timeNs;
    }

    Ledger ledger() {
        return ledger;
    }
}
