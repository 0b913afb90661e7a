package io.ringmaster.pipeline.core.execution;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.InvariantBrokenDecoder;
import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A sequencer with a hand in place of the venue: each call is one event, a second after the last. Orders cross at once, with no dead band and no
 * stop at the venue unless a test asks for it; equity is 10000, prices have a spread of 2 around the mark.
 */
final class Bench {

    static final long SECOND = 1_000_000_000L;
    private static final int STRATEGIES = 8;
    private static final long DAY = 86_400 * SECOND;

    final SequencerCore core;
    private final OutputWriter outputs = new OutputWriter(this::note, this::send);
    private final List<Intent> sent = new ArrayList<>();
    private final List<String> latches = new ArrayList<>();
    private final List<ThoughtCode> thoughts = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    /** Noon of a UTC day. */
    private long nowNs = 20_000 * DAY + DAY / 2;
    private long sequence;
    private long executions;
    private long venueOrderId;

    /** An order or a cancel as it left. */
    record Intent(OrderKind kind, long id, Side side, String qty, String stop, boolean reduceOnly, String purpose, long decision) {

        @Override
        public String toString() {
            return kind + " " + id + (kind == OrderKind.NEW ? " " + side + " " + qty + " " + purpose : "") + (stop.isEmpty() ? "" : " " + stop);
        }
    }

    Bench(final Map<String, String> execution, final Map<String, String> risk) {
        this(1, execution, risk);
    }

    Bench(final int instruments, final Map<String, String> execution, final Map<String, String> risk) {
        final Map<String, String> how = new LinkedHashMap<>(Map.of(
            "style", "aggressive", "deadBand", "0", "venueStop", "false", "riskFraction", "0", "breakevenFromBps", "0", "trailFromBps", "0",
            "closeTrailFromBps", "0"));
        how.putAll(execution);
        final Map<String, String> within = new LinkedHashMap<>(Map.of("maxDailyLoss", "100000", "maxDrawdown", "1", "maxReferenceAge", "1h"));
        within.putAll(risk);
        core = new SequencerCore(
            IntStream.range(0, instruments).mapToObj(i -> InstrumentDefinition.perpetual("X" + i, FixedPoint.ONE)).toList(),
            Configuration.bind(ExecutionSettings.class, "none", "", how), Configuration.bind(RiskLimits.class, "none", "", within), e8("10000"),
            outputs);
        begin(SECOND);
        core.onSessionStart(nowNs);
        core.onReconciliation(Agreement.AGREED);
        IntStream.range(0, STRATEGIES).forEach(index -> core.onStrategyState(index, StrategyCondition.ACTIVE));
    }

    private void note(final DirectBuffer out, final int offset, final int length) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(out, offset);
        if (header.templateId() == LatchChangeDecoder.TEMPLATE_ID) {
            final LatchChangeDecoder change = new LatchChangeDecoder().wrapAndApplyHeader(out, offset, header);
            latches.add((change.latched() == 1 ? "on " : "off ") + change.reason());
        } else if (header.templateId() == InvariantBrokenDecoder.TEMPLATE_ID) {
            final InvariantBrokenDecoder broken = new InvariantBrokenDecoder().wrapAndApplyHeader(out, offset, header);
            latches.add(broken.invariant() + " " + broken.expected() + " " + broken.observed());
        } else if (header.templateId() == ThoughtDecoder.TEMPLATE_ID) {
            thoughts.add(new ThoughtDecoder().wrapAndApplyHeader(out, offset, header).code());
        }
    }

    private void send(final DirectBuffer out, final int offset, final int length) {
        final OrderIntentDecoder intent = new OrderIntentDecoder().wrapAndApplyHeader(out, offset, new MessageHeaderDecoder());
        final boolean hasStop = intent.stopPriceE8() != OrderIntentDecoder.stopPriceE8NullValue();
        sent.add(new Intent(
            intent.kind(), intent.clientOrderId(), intent.side(), FixedPoint.format(intent.qtyE8()),
            hasStop ? FixedPoint.format(intent.stopPriceE8()) : "", intent.reduceOnly() == 1, intent.purpose().name(), intent.decisionSequence()));
    }

    private void begin(final long afterNs) {
        nowNs += afterNs;
        core.onEvent(++sequence, nowNs);
    }

    /** The mark of the first instrument. */
    Bench mark(final String price) {
        return mark(0, price, SECOND);
    }

    Bench mark(final int instrument, final String price, final long afterNs) {
        begin(afterNs);
        market(instrument, price, BookState.VALID);
        return this;
    }

    private void market(final int instrument, final String price, final BookState book) {
        final MarketView view = new MarketView();
        view.instrumentId = instrument;
        view.bookState = book;
        view.markPriceE8 = e8(price);
        view.markTimeNs = nowNs;
        view.bidPriceE8 = e8(price) - FixedPoint.ONE;
        view.askPriceE8 = e8(price) + FixedPoint.ONE;
        core.onMarket(view);
    }

    /** The book of the first instrument has a gap. */
    Bench gap(final String price) {
        begin(SECOND);
        market(0, price, BookState.GAPPED);
        return this;
    }

    /** The venue says how it is: while it is suspended, a decision is made and no order passes. */
    Bench feed(final FeedCondition condition) {
        begin(SECOND);
        core.onFeedState(0, condition);
        return this;
    }

    /** Time passes and nothing else. */
    Bench pass(final long byNs) {
        begin(byNs);
        core.onTimer();
        return this;
    }

    /** A decision for the first instrument. */
    Bench decide(final Signal signal, final String exposure) {
        return decide(0, 0, signal, exposure, "", "");
    }

    Bench decide(
        final int instrument, final int strategy, final Signal signal, final String exposure, final String stop, final String profit) {
        begin(SECOND);
        final Target target = new Target();
        target.instrumentId = instrument;
        target.strategyIndex = strategy;
        target.signal = signal;
        target.exposureE8 = e8(exposure);
        target.confidence = 1;
        target.stopPriceE8 = stop.isEmpty() ? Target.NO_PRICE : e8(stop);
        target.targetPriceE8 = profit.isEmpty() ? Target.NO_PRICE : e8(profit);
        core.onTarget(target);
        return this;
    }

    /** Sequence of the last event. */
    long sequence() {
        return sequence;
    }

    Bench report(final long id, final ExecType type) {
        return report(0, id, type, Side.BUY, "0", "0");
    }

    Bench fill(final long id, final Side side, final String qty, final String price) {
        return report(0, id, ExecType.TRADE, side, qty, price);
    }

    /** A fill that is reported a second time. */
    Bench fillAgain(final long id, final Side side, final String qty, final String price) {
        executions--;
        return fill(id, side, qty, price);
    }

    Bench report(final int instrument, final long id, final ExecType type, final Side side, final String qty, final String price) {
        begin(SECOND);
        core.onExecutionReport(encoded(instrument, id, type, side, qty, price));
        return this;
    }

    /** A report as it comes in; a fill is one that was not told before. */
    ExecutionReportDecoder encoded(final int instrument, final long id, final ExecType type, final Side side, final String qty, final String price) {
        final ExecutionReportEncoder report = new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(nowNs).exchangeTimeNs(nowNs).clientOrderId(id).lastQtyE8(e8(qty)).lastPriceE8(e8(price)).cumQtyE8(e8(qty))
            .leavesQtyE8(0).feeE8(0).instrumentId(instrument).execType(type).side(side).liquidity(Liquidity.NONE).reason(VenueReason.NONE);
        report.venueOrderId().high(0).low(venueOrderId);
        report.executionId().high(1).low(type == ExecType.TRADE ? ++executions : 0);
        return new ExecutionReportDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }

    /** What the venue calls the orders it speaks of from now on; 0 for nothing. */
    Bench venueOrder(final long id) {
        venueOrderId = id;
        return this;
    }

    Bench command(final CommandKind kind) {
        begin(SECOND);
        core.onCommand(kind);
        return this;
    }

    Bench journal(final boolean isHealthy) {
        begin(SECOND);
        core.onJournalHealth(isHealthy);
        return this;
    }

    Bench latch(final io.ringmaster.schema.LatchReason reason) {
        begin(SECOND);
        core.latch(reason);
        return this;
    }

    /** The process ends and another one goes on after a while. */
    Bench restart(final long afterNs) {
        nowNs += afterNs;
        core.onSessionResume(nowNs, nowNs);
        core.onEvent(++sequence, nowNs);
        core.onReconciliation(Agreement.AGREED);
        return this;
    }

    /** What left since this was asked last. */
    List<Intent> sent() {
        outputs.end();
        final List<Intent> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    List<String> said() {
        return sent().stream().map(Intent::toString).toList();
    }

    List<String> latches() {
        final List<String> all = List.copyOf(latches);
        latches.clear();
        return all;
    }

    List<ThoughtCode> thoughts() {
        final List<ThoughtCode> all = List.copyOf(thoughts);
        thoughts.clear();
        return all;
    }

    String position() {
        return FixedPoint.format(core.positionE8(0));
    }

    long nowNs() {
        return nowNs;
    }

    static long e8(final String text) {
        return FixedPoint.parse(text);
    }
}
