package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.schema.CommandEncoder;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ContractType;
import io.ringmaster.schema.DecisionEncoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.ExpertWeightsEncoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.LatchChangeEncoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.ModelOutputEncoder;
import io.ringmaster.schema.ObservationEncoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeEncoder;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.PortfolioStateEncoder;
import io.ringmaster.schema.RecommendationsEncoder;
import io.ringmaster.schema.SessionStartEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateEncoder;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtEncoder;
import io.ringmaster.schema.TickerEncoder;
import io.ringmaster.schema.TimerEncoder;
import io.ringmaster.schema.TimerKind;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.schema.VirtualTradesEncoder;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;

/**
 * Writes the journals of a session message by message, as a test says: what a screen must show is then known without the code under test. Prices and
 * quantities are decimals in text. Inputs and outputs happen at the time that {@link #at} names; an output follows from the last input.
 */
public final class ScriptedSession implements AutoCloseable {

    /** 2026-01-05 10:00:00 UTC. */
    public static final long START_NS = 1_767_607_200_000_000_000L;

    private final Path directory;
    private final JournalPair journals;
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header;
    private SessionModel model;
    private long executions;
    private long timeNs = START_NS;
    /** What the ledger said last; a decision says it again. */
    private long markE8;
    private long equityE8;

    /**
     * Begins a session on the instrument PF_XBTUSD with a tick of 0.5 and a lot of 0.0001.
     *
     * @param yaml          its configuration
     * @param warmupSeconds after the start
     */
    public ScriptedSession(final Path directory, final String yaml, final long warmupSeconds) throws IOException {
        this.directory = directory;
        journals = new JournalPair(directory, yaml);
        buffer = journals.buffer();
        header = journals.header();
        final SessionStartEncoder start = new SessionStartEncoder().wrapAndApplyHeader(buffer, 0, header);
        start.receiveTimeNs(timeNs).seed(1).initialCashE8(e8("10000")).warmupEndTimeNs(timeNs + warmupSeconds * 1_000_000_000L);
        final SessionStartEncoder.InstrumentsEncoder instrument = start.instrumentsCount(1).next();
        instrument.contractType(ContractType.LINEAR).tickE8(e8("0.5")).lotE8(e8("0.0001")).minQtyE8(e8("0.0001")).maxPositionE8(e8("100"))
            .makerFeeE8(20_000).takerFeeE8(50_000).fundingIntervalNs(0).marginLevelsCount(0);
        instrument.symbol("PF_XBTUSD");
        start.build("test").configSha256(journals.configSha256());
        in(start.encodedLength());
    }

    /** What reads this session; open until this is closed. */
    public SessionModel model() {
        if (model == null) {
            try {
                model = SessionModel.open(directory);
            } catch (final NoSuchFileException e) {
                throw new UncheckedIOException(e);
            }
        }
        return model;
    }

    /** Reads everything that was written. */
    public Moment moment() {
        return model().settled().join();
    }

    private static long e8(final String decimal) {
        return FixedPoint.parse(decimal);
    }

    private void in(final int bodyBytes) {
        journals.appendInput(bodyBytes);
    }

    private ScriptedSession out(final int bodyBytes) {
        journals.appendOutput(bodyBytes);
        return this;
    }

    /** Sequence of the last input. */
    public long sequence() {
        return journals.sequence();
    }

    /** What follows happens so many microseconds after the start, with a timer as its cause. */
    public ScriptedSession at(final long micros) {
        timeNs = START_NS + micros * 1_000;
        in(new TimerEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).kind(TimerKind.TICK).encodedLength());
        return this;
    }

    // ------------------------------------------------------------------ inputs

    /** The venue names its mark. */
    public ScriptedSession mark(final String price) {
        final TickerEncoder message = new TickerEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bidPriceE8(e8(price)).bidQtyE8(e8("1")).askPriceE8(e8(price)).askQtyE8(e8("1"))
            .lastPriceE8(e8(price)).markPriceE8(e8(price)).indexPriceE8(e8(price)).fundingRateE8(TickerEncoder.fundingRateE8NullValue())
            .fundingRatePredictionE8(TickerEncoder.fundingRatePredictionE8NullValue()).openInterestE8(TickerEncoder.openInterestE8NullValue())
            .nextFundingTimeNs(TickerEncoder.nextFundingTimeNsNullValue()).instrumentId(0);
        in(message.encodedLength());
        return this;
    }

    /** A condition of the feed that no version of the schema has. */
    public ScriptedSession unknownFeed() {
        final FeedStateEncoder message = new FeedStateEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).instrumentId(0)
            .condition(FeedCondition.UP);
        buffer.putByte(message.offset() + FeedStateEncoder.conditionEncodingOffset(), (byte) 77);
        in(message.encodedLength());
        return this;
    }

    public ScriptedSession command(final CommandKind kind, final String origin) {
        final CommandEncoder message = new CommandEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).kind(kind).origin(origin);
        in(message.encodedLength());
        return this;
    }

    /** The venue fills a part of an order, or all of it. */
    public ScriptedSession fill(final long order, final Side side, final String qty, final String price, final String fee, final Liquidity liquidity) {
        final ExecutionReportEncoder message = new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).clientOrderId(order);
        message.venueOrderId().high(1).low(order);
        message.executionId().high(2).low(++executions);
        message.lastQtyE8(e8(qty)).lastPriceE8(e8(price)).cumQtyE8(e8(qty)).leavesQtyE8(0).feeE8(e8(fee)).instrumentId(0).execType(ExecType.TRADE)
            .side(side).liquidity(liquidity).reason(VenueReason.NONE);
        in(message.encodedLength());
        return this;
    }

    // ------------------------------------------------------------------ strategies

    public ScriptedSession condition(final int strategy, final StrategyCondition condition) {
        return out(new StrategyStateEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(sequence()).timeNs(timeNs).strategyIndex(strategy)
            .condition(condition).encodedLength());
    }

    public ScriptedSession recommend(final int strategy, final Signal signal, final double strength, final double confidence) {
        final RecommendationsEncoder message = new RecommendationsEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(sequence()).timeNs(timeNs);
        message.plainCount(0);
        message.gradedCount(1).next().strategyIndex(strategy).signal(signal).strength(strength).confidence(confidence)
            .stopPriceE8(Long.MIN_VALUE).targetPriceE8(Long.MIN_VALUE);
        return out(message.encodedLength());
    }

    /** The virtual account of a strategy after a trade. */
    public ScriptedSession account(final int strategy, final int trades, final String position, final String cash, final String fees) {
        final VirtualTradesEncoder message = new VirtualTradesEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(sequence()).timeNs(timeNs).sellPriceE8(0).buyPriceE8(0).fundingIndexE8(0).instrumentId(0);
        message.accountsCount(1).next().strategyIndex(strategy).trades(trades).positionQtyE8(e8(position)).cashE8(e8(cash)).feesE8(e8(fees)).fundingE8(0)
            .side(Side.BUY);
        return out(message.encodedLength());
    }

    public ScriptedSession weight(final int strategy, final double weight) {
        final ExpertWeightsEncoder message = new ExpertWeightsEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(sequence()).timeNs(timeNs);
        message.weightsCount(1).next().strategyIndex(strategy).weight(weight);
        return out(message.encodedLength());
    }

    // ------------------------------------------------------------------ decisions and thoughts

    public ScriptedSession observation(final double... values) {
        final ObservationEncoder message = new ObservationEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(sequence()).timeNs(timeNs);
        message.instrumentId(0);
        final ObservationEncoder.ValuesEncoder group = message.valuesCount(values.length);
        for (final double value : values) {
            group.next().value(value);
        }
        return out(message.encodedLength());
    }

    public ScriptedSession modelOutput(final EngineKind engine, final float... numbers) {
        final ModelOutputEncoder message = new ModelOutputEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(sequence()).timeNs(timeNs);
        message.instrumentId(0).models(1).engine(engine);
        final ModelOutputEncoder.NumbersEncoder group = message.numbersCount(numbers.length);
        for (final float number : numbers) {
            group.next().number(number);
        }
        return out(message.encodedLength());
    }

    /** A decision with 3 long, 1 short and 2 flat, of which the longs weigh 2.5. */
    public ScriptedSession decision(final Signal signal, final DecisionReason reason, final String exposure) {
        return decision(signal, reason, exposure, DecisionEncoder.ExitsEncoder.targetPriceE8NullValue());
    }

    /** The same with a price at which the profit is taken. */
    public ScriptedSession decisionWithTarget(final Signal signal, final DecisionReason reason, final String exposure, final String targetPrice) {
        return decision(signal, reason, exposure, e8(targetPrice));
    }

    private ScriptedSession decision(final Signal signal, final DecisionReason reason, final String exposure, final long targetPriceE8) {
        final DecisionEncoder message = new DecisionEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(sequence()).timeNs(timeNs).exposureE8(e8(exposure)).strength(0.5).confidence(0.75).weightE8(e8("2.5"))
            .markPriceE8(markE8).equityE8(equityE8).instrumentId(0).agreeing(3).longs(3).shorts(1).flats(2).strategyIndex(0).signal(signal)
            .reason(reason).trigger(DecisionTrigger.BAR);
        message.exitsCount(1).next().stopPriceE8(e8("59000")).targetPriceE8(targetPriceE8).stopStrategyIndex(0).targetStrategyIndex(-1);
        return out(message.encodedLength());
    }

    public ScriptedSession thought(final ThoughtCode code, final long a, final long b) {
        return out(new ThoughtEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(sequence()).timeNs(timeNs).a(a).b(b).instrumentId(0).code(code)
            .encodedLength());
    }

    public ScriptedSession latch(final boolean isLatched, final LatchReason reason) {
        return out(new LatchChangeEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(sequence()).timeNs(timeNs)
            .latched((short) (isLatched ? 1 : 0)).reason(reason).encodedLength());
    }

    /** The ledger as the engine writes it. */
    public ScriptedSession portfolio(final String position, final String mark, final String equity) {
        markE8 = e8(mark);
        equityE8 = e8(equity);
        final PortfolioStateEncoder message = new PortfolioStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(sequence()).timeNs(timeNs).positionQtyE8(e8(position)).averageEntryPriceE8(e8(mark)).markPriceE8(e8(mark))
            .cashE8(e8(equity)).realisedPnlE8(0).unrealisedPnlE8(0).feesE8(0).fundingE8(0).equityE8(e8(equity)).instrumentId(0);
        return out(message.encodedLength());
    }

    // ------------------------------------------------------------------ orders

    /**
     * A new order that is sent.
     *
     * @param price    its limit, or the stop of a STOP
     * @param decision sequence of the decision that it carries out; {@code Long.MIN_VALUE} for none
     */
    public ScriptedSession order(
        final long id, final Side side, final OrderType type, final OrderPurpose purpose, final String qty, final String price, final long decision) {
        final OrderIntentEncoder message = new OrderIntentEncoder().wrapAndApplyHeader(buffer, 0, header);
        final boolean isStop = type == OrderType.STOP;
        message.causeSequence(sequence()).timeNs(timeNs).clientOrderId(id).qtyE8(e8(qty)).limitPriceE8(isStop ? Long.MIN_VALUE : e8(price))
            .stopPriceE8(isStop ? e8(price) : Long.MIN_VALUE).instrumentId(0).kind(OrderKind.NEW).orderType(type).side(side).reduceOnly((short) 0)
            .purpose(purpose).decisionSequence(decision);
        return out(message.encodedLength());
    }

    public ScriptedSession state(
        final long id, final OrderState from, final OrderState to, final OrderEvent event, final String filled, final String left) {
        final OrderStateChangeEncoder message = new OrderStateChangeEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(sequence()).timeNs(timeNs).clientOrderId(id).cumQtyE8(e8(filled)).leavesQtyE8(e8(left)).instrumentId(0).from(from).to(to)
            .orderEvent(event).reason(VenueReason.NONE);
        return out(message.encodedLength());
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
        journals.close();
    }
}
