package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.schema.ContractType;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.FundingPaymentEncoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeEncoder;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.SessionStartEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerEncoder;
import io.ringmaster.schema.VenueReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * A session on one instrument, PF_XBTUSD, that a test writes record by record: what it trades, at which prices, is in the test, and so is what follows
 * from it. Begins on 2025-06-15 at 12:00 UTC with 10,000 USD.
 */
final class WrittenSession implements AutoCloseable {

    static final long E8 = 100_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final long START_NS = 1_749_988_800L * SECOND;

    private final Path directory;
    private final JournalPair journals;
    private long executions;
    private long timeNs = START_NS;

    /** @param yaml the configuration */
    WrittenSession(final Path directory, final String yaml) throws IOException {
        this.directory = directory;
        journals = new JournalPair(directory, yaml);
        in(new SessionStartEncoder(), message -> {
            message.receiveTimeNs(timeNs).seed(1).initialCashE8(10_000 * E8).warmupEndTimeNs(timeNs);
            final SessionStartEncoder.InstrumentsEncoder instrument = message.instrumentsCount(1).next().contractType(ContractType.LINEAR)
                .tickE8(E8 / 2).lotE8(10_000).minQtyE8(10_000).maxPositionE8(100 * E8).makerFeeE8(20_000).takerFeeE8(50_000)
                .fundingIntervalNs(3_600 * SECOND);
            instrument.marginLevelsCount(0);
            instrument.symbol("PF_XBTUSD");
            message.build("0.1.0 of the test").configSha256(journals.configSha256());
        });
    }

    /** Event time of what comes next, in seconds after the start. */
    WrittenSession at(final double seconds) {
        timeNs = START_NS + Math.round(seconds * SECOND);
        return this;
    }

    long timeNs() {
        return timeNs;
    }

    long sequence() {
        return journals.sequence();
    }

    /** Appends an input. */
    <E extends MessageEncoderFlyweight> WrittenSession in(final E message, final Consumer<E> fields) {
        journals.appendInput(encode(message, fields));
        return this;
    }

    /** Appends an output. */
    <E extends MessageEncoderFlyweight> WrittenSession out(final E message, final Consumer<E> fields) {
        journals.appendOutput(encode(message, fields));
        return this;
    }

    private <E extends MessageEncoderFlyweight> int encode(final E message, final Consumer<E> fields) {
        journals.header().wrap(journals.buffer(), 0).blockLength(message.sbeBlockLength()).templateId(message.sbeTemplateId()).schemaId(message.sbeSchemaId())
            .version(message.sbeSchemaVersion());
        message.wrap(journals.buffer(), MessageHeaderEncoder.ENCODED_LENGTH);
        fields.accept(message);
        return message.encodedLength();
    }

    /** The venue's mark, index and last price are all this. */
    WrittenSession mark(final double price) {
        final long priceE8 = e8(price);
        return in(new TickerEncoder(), message -> message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bidPriceE8(priceE8).bidQtyE8(E8)
            .askPriceE8(priceE8 + E8 / 2).askQtyE8(E8).lastPriceE8(priceE8).markPriceE8(priceE8).indexPriceE8(priceE8).fundingRateE8(0)
            .fundingRatePredictionE8(0).openInterestE8(0).nextFundingTimeNs(0).instrumentId(0));
    }

    /** Positive is received. */
    WrittenSession funding(final double amount) {
        return in(new FundingPaymentEncoder(), message -> message.receiveTimeNs(timeNs).amountE8(e8(amount)).positionQtyE8(0).fundingRateE8(0)
            .instrumentId(0));
    }

    /** An order that the gate passed and the venue accepted. */
    WrittenSession order(final long id, final Side side, final double qty, final double limitPrice) {
        out(new OrderIntentEncoder(), message -> message.causeSequence(sequence()).timeNs(timeNs).clientOrderId(id).qtyE8(e8(qty))
            .limitPriceE8(e8(limitPrice)).stopPriceE8(OrderIntentEncoder.stopPriceE8NullValue()).instrumentId(0).kind(OrderKind.NEW)
            .orderType(OrderType.LIMIT).side(side).reduceOnly((short) 0).purpose(OrderPurpose.INCREASE).decisionSequence(0));
        state(id, OrderState.PENDING_NEW, OrderState.PENDING_NEW, OrderEvent.SUBMIT, 0, qty);
        report(id, ExecType.NEW, side, 0, 0, 0, 0, qty);
        return state(id, OrderState.PENDING_NEW, OrderState.NEW, OrderEvent.ACCEPTED, 0, qty);
    }

    /** The whole order is filled. */
    WrittenSession fill(final long id, final Side side, final double qty, final double price, final double fee) {
        report(id, ExecType.TRADE, side, qty, price, fee, qty, 0);
        return state(id, OrderState.NEW, OrderState.FILLED, OrderEvent.FILL_COMPLETE, qty, 0);
    }

    private void report(
        final long id, final ExecType type, final Side side, final double qty, final double price, final double fee, final double filled,
        final double left) {
        in(new ExecutionReportEncoder(), message -> {
            message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).clientOrderId(id);
            message.venueOrderId().high(1).low(id);
            message.executionId().high(type == ExecType.TRADE ? 2 : 0).low(type == ExecType.TRADE ? ++executions : 0);
            message.lastQtyE8(e8(qty)).lastPriceE8(e8(price)).cumQtyE8(e8(filled)).leavesQtyE8(e8(left)).feeE8(e8(fee)).instrumentId(0)
                .execType(type).side(side).liquidity(type == ExecType.TRADE ? Liquidity.TAKER : Liquidity.NONE).reason(VenueReason.NONE);
        });
    }

    private WrittenSession state(
        final long id, final OrderState from, final OrderState to, final OrderEvent event, final double filled, final double left) {
        return out(new OrderStateChangeEncoder(), message -> message.causeSequence(sequence()).timeNs(timeNs).clientOrderId(id)
            .cumQtyE8(e8(filled)).leavesQtyE8(e8(left)).instrumentId(0).from(from).to(to).orderEvent(event).reason(VenueReason.NONE));
    }

    static long e8(final double value) {
        return Math.round(value * E8);
    }

    /** Closes the journals and reads them: the newest moment. */
    Moment moment() throws Exception {
        close();
        try (SessionModel model = SessionModel.open(directory)) {
            return model.settled().get();
        }
    }

    @Override
    public void close() {
        journals.close();
    }
}
