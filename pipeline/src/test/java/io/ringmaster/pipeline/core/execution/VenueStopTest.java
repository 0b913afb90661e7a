package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The stop that rests at the venue follows ours, and protects all the while. A position of 0.1 at 10000 with the defaults: stopped 1 %
 * below, and, from a gain of 1.2 % on, half a per cent behind the best mark.
 */
class VenueStopTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<String> sent = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final OutputWriter outputs = new OutputWriter((out, offset, length) -> { }, this::note);
    private SequencerCore core = core(Map.of(), Map.of());
    private long nowNs = 1_000 * SECOND;
    private long sequence;
    private long executions;

    private SequencerCore core(final Map<String, String> execution, final Map<String, String> risk) {
        return new SequencerCore(
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE)), Configuration.bind(ExecutionSettings.class, "none", "", execution),
            Configuration.bind(RiskLimits.class, "none", "", risk), e8("10000"), outputs);
    }

    private void note(final DirectBuffer out, final int offset, final int length) {
        final OrderIntentDecoder intent = new OrderIntentDecoder().wrapAndApplyHeader(out, offset, new MessageHeaderDecoder());
        final boolean hasStop = intent.stopPriceE8() != OrderIntentDecoder.stopPriceE8NullValue();
        sent.add(intent.kind() + " " + intent.clientOrderId() + (hasStop ? " " + FixedPoint.format(intent.stopPriceE8()) : ""));
    }

    @BeforeEach
    void holdATenth() {
        holdATenth("NEW 2 9900");
    }

    private void holdATenth(final String stop) {
        holdsUnprotected();
        assertEquals(List.of(stop), said());
        report(2, ExecType.NEW);
    }

    /** The stop was sent, and the venue has not said anything yet. */
    private void holdsUnprotected() {
        sequence = 0;
        core.onEvent(++sequence, nowNs);
        core.onSessionStart(nowNs);
        core.onReconciliation(Agreement.AGREED);
        marked("10000");
        wish("0.1");
        assertEquals(List.of("NEW 1"), said());
        report(1, ExecType.TRADE);
    }

    /** @param exposure of equity, which is worth one unit */
    private void wish(final String exposure) {
        final Target target = new Target();
        target.instrumentId = 0;
        target.signal = Signal.LONG;
        target.exposureE8 = e8(exposure);
        core.onTarget(target);
    }

    private List<String> said() {
        outputs.end();
        final List<String> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    private void marked(final String mark) {
        marked(mark, 2 * SECOND);
    }

    private void marked(final String mark, final long afterNs) {
        nowNs += afterNs;
        core.onEvent(++sequence, nowNs);
        final MarketView view = new MarketView();
        view.instrumentId = 0;
        view.bookState = BookState.VALID;
        view.markPriceE8 = e8(mark);
        view.markTimeNs = nowNs;
        view.bidPriceE8 = e8(mark) - FixedPoint.ONE;
        view.askPriceE8 = e8(mark) + FixedPoint.ONE;
        core.onMarket(view);
    }

    private void report(final long clientOrderId, final ExecType type) {
        final long filledE8 = type == ExecType.TRADE ? e8("0.1") : 0;
        final ExecutionReportEncoder report = new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(nowNs).exchangeTimeNs(nowNs).clientOrderId(clientOrderId).lastQtyE8(filledE8)
            .lastPriceE8(filledE8 == 0 ? 0 : e8("10000")).cumQtyE8(filledE8).leavesQtyE8(0).feeE8(0).instrumentId(0).execType(type)
            .side(Side.BUY).liquidity(Liquidity.NONE).reason(VenueReason.NONE);
        report.venueOrderId().high(0).low(0);
        report.executionId().high(1).low(++executions);
        core.onExecutionReport(new ExecutionReportDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }

    @Test
    void shouldMoveItWhereItRests() {
        marked("10200");
        assertEquals(List.of("AMEND 2 10149"), said());
        report(2, ExecType.AMENDED);
        marked("10250");
        assertEquals(List.of("AMEND 2 10198"), said());
    }

    @Test
    void shouldAskForOneMoveAtATime() {
        marked("10200");
        said();
        marked("10250");
        assertEquals(List.of(), said());
        report(2, ExecType.AMENDED);
        assertEquals(List.of("AMEND 2 10198"), said());
    }

    @Test
    void shouldReplaceItWhenTheVenueWillNotMoveIt() {
        marked("10200");
        said();
        report(2, ExecType.AMEND_REJECTED);
        marked("10210");
        assertEquals(List.of("CANCEL 2"), said());
        report(2, ExecType.CANCELED);
        assertEquals(List.of("NEW 3 10158"), said());
    }

    @Test
    void shouldNotTakeAMoveForDoneThatTheVenueRefused() {
        marked("10200");
        said();
        report(2, ExecType.AMEND_REJECTED);
        marked("10200");
        assertEquals(List.of("CANCEL 2"), said(), "it still rests at 9900");
    }

    @Test
    void shouldReplaceItWhenTheVenueDoesNotSay() {
        marked("10200");
        said();
        nowNs += 9 * SECOND;
        marked("10250");
        assertEquals(List.of("CANCEL 2"), said());
    }

    /** A stop may be moved once a second; one that was refused is tried again after 100 ms, then 200 ms, and so on up to that second. */
    @Test
    void shouldTryAgainSoonWhenTheVenueRefusesIt() {
        core = core(Map.of(), Map.of("maxConsecutiveRejects", "100", "maxRejects", "100", "duplicateWindow", "5s"));
        holdsUnprotected();
        final long beginNs = nowNs;
        final List<Long> triedMs = new ArrayList<>();
        for (int id = 2; id < 9; id++) {
            report(id, ExecType.REJECTED);
            said();
            while (sent.isEmpty()) {
                marked("10000", SECOND / 100);
                outputs.end();
            }
            assertEquals(List.of("NEW " + (id + 1) + " 9900"), said());
            triedMs.add((nowNs - beginNs) / 1_000_000);
        }
        assertEquals(List.of(100L, 300L, 700L, 1_500L, 2_500L, 3_500L, 4_500L), triedMs);
    }

    @Test
    void shouldReplaceItWhenThePositionIsAnotherSize() {
        marked("10000");
        wish("0.2");
        assertEquals(List.of("NEW 3"), said());
        report(3, ExecType.TRADE);
        assertEquals(List.of("CANCEL 2"), said());
    }

    @Test
    void shouldKeepOneThatIsAsLargeAsAnOrderMayBe() {
        core = core(Map.of(), Map.of("maxOrderQty", "0.1"));
        holdATenth("NEW 2 9900");
        marked("10000");
        wish("0.2");
        said();
        report(3, ExecType.TRADE);
        marked("10000");
        assertEquals(List.of(), said());
    }

    @Test
    void shouldLeaveATrailingStopToTheVenue() {
        core = core(Map.of("venueStopTrailBps", "200"), Map.of());
        holdATenth("NEW 2 200");
        marked("10200");
        marked("10250");
        assertEquals(List.of(), said());
    }

    @Test
    void shouldNotMoveWhatWasTriggered() {
        report(2, ExecType.TRIGGERED);
        marked("10200");
        assertEquals(List.of(), said());
    }
}
