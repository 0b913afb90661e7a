package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.AccountReportDecoder;
import io.ringmaster.schema.AccountReportEncoder;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.FundingPaymentEncoder;
import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.RiskReason;
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
import org.junit.jupiter.api.Test;

/** Controls that are about more than one order: what latches, what a person changes, what a restart leaves as it was. */
class SequencerCoreTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<LatchReason> latches = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private long nowNs = 1_000 * SECOND;
    private long sequence;
    private long executions;

    private SequencerCore core(final Map<String, String> risk) {
        final SequencerCore core = new SequencerCore(
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE)), Configuration.bind(ExecutionSettings.class, "none", "", Map.of()),
            Configuration.bind(RiskLimits.class, "none", "", risk), e8("10000"),
            new OutputWriter(this::note, (out, offset, length) -> { }));
        sequence = 0;
        core.onEvent(++sequence, nowNs);
        core.onSessionStart(nowNs);
        market(core);
        return core;
    }

    private void note(final DirectBuffer out, final int offset, final int length) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(out, offset);
        if (header.templateId() == LatchChangeDecoder.TEMPLATE_ID) {
            latches.add(new LatchChangeDecoder().wrapAndApplyHeader(out, offset, header).reason());
        }
    }

    private void market(final SequencerCore core) {
        final MarketView view = new MarketView();
        view.instrumentId = 0;
        view.bookState = BookState.VALID;
        view.markPriceE8 = e8("10000");
        view.markTimeNs = nowNs;
        view.bidPriceE8 = e8("9999");
        view.askPriceE8 = e8("10001");
        core.onMarket(view);
    }

    private void later(final SequencerCore core, final long byNs) {
        nowNs += byNs;
        core.onEvent(++sequence, nowNs);
        market(core);
    }

    private void tick(final SequencerCore core, final long byNs) {
        later(core, byNs);
        core.onTimer();
    }

    private long qtyE8 = e8("0.1");

    /** Null if it was refused. Never the same quantity twice, so that none is a duplicate; no entry, of which only one may work at a time. */
    private Order buy(final SequencerCore core) {
        qtyE8 += 10_000;
        final OrderRequest request = core.orderEntry().draft();
        request.type = OrderType.LIMIT;
        request.side = Side.BUY;
        request.qtyE8 = qtyE8;
        request.limitPriceE8 = e8("9999");
        request.purpose = OrderPurpose.REDUCE;
        return core.orderEntry().submit(request, e8("5"));
    }

    private void report(final SequencerCore core, final long clientOrderId, final ExecType type, final Side side, final long filledE8) {
        final ExecutionReportEncoder report = new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(nowNs).exchangeTimeNs(nowNs).clientOrderId(clientOrderId).lastQtyE8(filledE8).lastPriceE8(filledE8 == 0 ? 0 : e8("10000"))
            .cumQtyE8(filledE8).leavesQtyE8(0).feeE8(0).instrumentId(0).execType(type).side(side).liquidity(Liquidity.NONE)
            .reason(VenueReason.NONE);
        report.venueOrderId().high(0).low(0);
        report.executionId().high(1).low(++executions);
        core.onExecutionReport(new ExecutionReportDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    private void account(final SequencerCore core, final String cash) {
        new AccountReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(nowNs).exchangeTimeNs(nowNs).cashE8(e8(cash)).equityE8(e8(cash)).marginUsedE8(0);
        core.onAccountReport(new AccountReportDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    private void funding(final SequencerCore core, final String amount) {
        new FundingPaymentEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(nowNs).exchangeTimeNs(nowNs).amountE8(e8(amount)).positionQtyE8(0).fundingRateE8(0).instrumentId(0);
        core.onFunding(new FundingPaymentDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    // ------------------------------------------------------------------ refusals by the venue

    @Test
    void shouldLatchOnTooManyRefusalsWithinTheirWindowThoughNotInARow() {
        final SequencerCore core = core(Map.of("maxRejects", "3", "rejectWindow", "60s", "maxOpenOrders", "100"));
        refuseOneAcceptOne(core);
        refuseOneAcceptOne(core);
        assertFalse(core.isLatched());
        refuseOneAcceptOne(core);
        assertEquals(List.of(LatchReason.CONSECUTIVE_REJECTS), latches);
    }

    @Test
    void shouldForgetRefusalsThatAreOlderThanTheirWindow() {
        final SequencerCore core = core(Map.of("maxRejects", "3", "rejectWindow", "60s", "maxOpenOrders", "100"));
        refuseOneAcceptOne(core);
        refuseOneAcceptOne(core);
        later(core, 60 * SECOND);
        refuseOneAcceptOne(core);
        assertFalse(core.isLatched());
    }

    private void refuseOneAcceptOne(final SequencerCore core) {
        report(core, buy(core).clientOrderId, ExecType.REJECTED, Side.BUY, 0);
        if (!core.isLatched()) {
            report(core, buy(core).clientOrderId, ExecType.NEW, Side.BUY, 0);
        }
        later(core, 10_000_000);
    }

    // ------------------------------------------------------------------ the account's money

    @Test
    void shouldLatchWhenMoneyMovesThatWeKnowNothingOf() {
        final SequencerCore core = core(Map.of("maxCashDifference", "10"));
        account(core, "25000");
        account(core, "24990");
        tick(core, 20 * SECOND);
        assertFalse(core.isLatched(), "as much as may be");
        account(core, "24989.99999999");
        tick(core, 5 * SECOND);
        account(core, "24990");
        tick(core, 20 * SECOND);
        assertFalse(core.isLatched(), "the report had crossed a fill");
        account(core, "24989.99999999");
        tick(core, 10 * SECOND - 1);
        assertFalse(core.isLatched());
        tick(core, 1);
        assertEquals(List.of(LatchReason.ACCOUNT_MISMATCH), latches);

        core.onCommand(CommandKind.RESET_LATCH);
        account(core, "24989");
        tick(core, 20 * SECOND);
        assertFalse(core.isLatched(), "a person has seen it");
    }

    @Test
    void shouldExplainMoneyByFundingThatIsToldLater() {
        final SequencerCore core = core(Map.of("maxCashDifference", "10"));
        account(core, "25000");
        account(core, "24960");
        tick(core, 9 * SECOND);
        funding(core, "-40");
        tick(core, 20 * SECOND);
        assertEquals(List.of(), latches, "the venue's last word on cash is explained, though it was not said again");

        funding(core, "-10.00000001");
        tick(core, 10 * SECOND);
        assertEquals(List.of(LatchReason.ACCOUNT_MISMATCH), latches, "a payment the venue's cash knows nothing of");
    }

    @Test
    void shouldNotCompareMoneyWhileSomethingIsHeldOrWorks() {
        final SequencerCore core = core(Map.of("maxCashDifference", "10"));
        account(core, "25000");
        final Order order = buy(core);
        account(core, "20000");
        tick(core, 5 * SECOND);
        report(core, order.clientOrderId, ExecType.TRADE, Side.BUY, order.qtyE8);
        account(core, "20000");
        tick(core, 20 * SECOND);
        assertFalse(latches.contains(LatchReason.ACCOUNT_MISMATCH), latches::toString);
    }

    // ------------------------------------------------------------------ limits

    @Test
    void shouldTightenAtOnceAndWidenOnlyWhenConfirmed() {
        final SequencerCore core = core(Map.of());
        core.onLimitChange(LimitKind.MAX_ORDER_QTY, e8("0.05"), false);
        assertNull(buy(core));
        assertEquals(RiskReason.ORDER_SIZE, core.orderEntry().lastRefusal());

        core.onLimitChange(LimitKind.MAX_ORDER_QTY, e8("0.5"), false);
        assertEquals(e8("0.05"), core.limits().order().maxOrderQtyE8());
        core.onLimitChange(LimitKind.MAX_ORDER_QTY, -1, true);
        assertEquals(e8("0.05"), core.limits().order().maxOrderQtyE8());

        core.onLimitChange(LimitKind.MAX_ORDER_QTY, e8("0.5"), true);
        assertNotNull(buy(core));
    }

    // ------------------------------------------------------------------ observing

    @Test
    void shouldSendNothingBeforeItIsArmed() {
        final SequencerCore core = core(Map.of());
        core.onCommand(CommandKind.OBSERVE);
        core.onTarget(target(Signal.LONG, e8("0.5"), 0.9));
        assertEquals(0, core.newOrders());
        assertFalse(core.isArmed());

        core.onCommand(CommandKind.ARM);
        later(core, SECOND);
        assertEquals(0, core.newOrders(), "what was wished for while nobody could act on it is not made up for");
        core.onTarget(target(Signal.LONG, e8("0.5"), 0.9));
        assertEquals(1, core.newOrders());
    }

    // ------------------------------------------------------------------ the policy's word

    @Test
    void shouldNotActOnATargetThatMakesNoSense() {
        for (final Target odd : List.of(
            target(Signal.LONG, e8("0.5"), Double.NaN), target(Signal.LONG, e8("0.5"), 1.0000001), target(Signal.LONG, e8("0.5"), -0.1),
            target(Signal.LONG, -e8("0.5"), 0.9), target(Signal.SHORT, e8("0.5"), 0.9), target(Signal.LONG, e8("50.00000001"), 0.9),
            target(Signal.SHORT, Long.MIN_VALUE, 0.9))) {
            final SequencerCore core = core(Map.of());
            core.onTarget(odd);
            assertEquals(0, core.newOrders(), odd.signal + " " + odd.exposureE8 + " " + odd.confidence);
            assertNull(buy(core));
            assertEquals(RiskReason.POLICY_OUTPUT, core.orderEntry().lastRefusal());

            core.onTarget(target(Signal.LONG, e8("50"), 1));
            assertTrue(core.newOrders() > 0, "its next word made sense again");
        }
    }

    @Test
    void shouldTakeNoNewRiskOnAPolicyThatSaysTheSameForEver() {
        final SequencerCore core = core(Map.of("maxSameTargets", "3"));
        for (int i = 0; i < 3; i++) {
            core.onTarget(target(Signal.LONG, e8("0.01"), 0.9));
        }
        assertNotNull(buy(core));
        core.onTarget(target(Signal.LONG, e8("0.01"), 0.9));
        assertNull(buy(core));
        assertEquals(RiskReason.POLICY_OUTPUT, core.orderEntry().lastRefusal());

        core.onTarget(target(Signal.LONG, e8("0.01"), 0.8));
        assertNotNull(buy(core));
        for (int i = 0; i < 10; i++) {
            core.onTarget(target(Signal.HOLD, 0, 0));
        }
        assertNotNull(buy(core), "to want nothing is no fault");
    }

    private static Target target(final Signal signal, final long exposureE8, final double confidence) {
        final Target target = new Target();
        target.instrumentId = 0;
        target.signal = signal;
        target.exposureE8 = exposureE8;
        target.strength = 0.5;
        target.confidence = confidence;
        return target;
    }

    // ------------------------------------------------------------------ a restart

    @Test
    void shouldGoOnAfterARestartWithItsOrdersUnansweredAndNumbersOfItsOwn() {
        final SequencerCore core = core(Map.of("orderTimeout", "10s"));
        final Order order = buy(core);
        core.onCommand(CommandKind.STAND_DOWN);
        nowNs += 3_600 * SECOND;

        core.onSessionResume(nowNs, nowNs + 5 * SECOND);
        core.onEvent(++sequence, nowNs);

        assertEquals(OrderState.PENDING_NEW, order.state, "nobody could have answered it meanwhile");
        assertFalse(core.isLatched());
        core.onReconciliation(Agreement.AGREED);
        market(core);
        assertNull(buy(core));
        assertEquals(RiskReason.POLICY_NOT_WARM, core.orderEntry().lastRefusal());
        later(core, 5 * SECOND);
        final Order next = buy(core);
        assertTrue(next.clientOrderId > order.clientOrderId + 900, "beyond what may have been sent and lost: " + next.clientOrderId);

        later(core, 5 * SECOND);
        assertEquals(OrderState.UNKNOWN, order.state);
        assertEquals(List.of(LatchReason.ORDER_UNKNOWN), latches);
    }

    @Test
    void shouldNotTakeTheAgreementOfBeforeARestartForOneOfNow() {
        final SequencerCore core = core(Map.of());
        core.onReconciliation(Agreement.AGREED);
        assertNotNull(buy(core));
        nowNs += SECOND;
        core.onSessionResume(nowNs, nowNs);
        core.onEvent(++sequence, nowNs);
        market(core);
        assertNull(buy(core));
        assertEquals(RiskReason.RECONCILIATION, core.orderEntry().lastRefusal());
    }

    @Test
    void shouldKeepALatchThroughARestart() {
        final SequencerCore core = core(Map.of());
        core.onCommand(CommandKind.KILL);
        nowNs += SECOND;
        core.onSessionResume(nowNs, nowNs);
        core.onEvent(++sequence, nowNs);
        core.onReconciliation(Agreement.AGREED);
        market(core);
        assertNull(buy(core));
        assertEquals(RiskReason.KILLED, core.orderEntry().lastRefusal());
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }
}
