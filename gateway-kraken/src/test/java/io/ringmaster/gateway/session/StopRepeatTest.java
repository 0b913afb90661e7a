package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.gateway.wire.OrderIds;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.OrderTerms;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A protective stop whose request has no clear answer: it is sent again under its id as soon as the venue shows that it does not have it. */
class StopRepeatTest implements VenueCalls, SessionNews {

    private static final InstrumentDefinition PF_XBTUSD = InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE);
    private static final VenueOrderState RESTING =
        new VenueOrderState(
            new OrderIds("o1", "t-1"), "PF_XBTUSD", Side.SELL, "stop", new VenueOrderState.Quantities(FixedPoint.ONE, 0),
            new VenueOrderState.Prices(0, 50_000 * FixedPoint.ONE), true);
    private static final long LOST_AFTER_MS = 700;
    /** From a question to its answer. */
    private static final long TRIP_MS = 40;

    private final List<Long> sentMs = new ArrayList<>();
    private final List<String> sentIds = new ArrayList<>();
    private final List<ExecType> reports = new ArrayList<>();
    private final List<VenueOrderState> open = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private List<VenueFill> fills = List.of();
    private List<VenuePosition> held = List.of(new VenuePosition("PF_XBTUSD", FixedPoint.ONE, 50_000 * FixedPoint.ONE));
    private Map<String, String> statuses = Map.of();
    private LiveOrder order;
    private long nowMs;
    private long questionMs = -1;
    private OrderSession session = begin(holding(FixedPoint.ONE));

    private static KnownAccount holding(final long positionE8) {
        return new KnownAccount(List.of(new KnownAccount.Holding(positionE8, 50_000 * FixedPoint.ONE)), List.of(), Set.of(), 0, 0, 0);
    }

    private OrderSession begin(final KnownAccount known) {
        return new OrderSession(
            List.of(PF_XBTUSD), SessionSettings.defaults(), new JournaledAccount(new ClientOrderIds("t"), known), nowMs, this, this::onReport, this);
    }

    private void advanceTo(final long timeMs) {
        while (nowMs < timeMs) {
            nowMs += 10;
            if (questionMs >= 0 && nowMs >= questionMs + TRIP_MS) {
                final long begunMs = questionMs;
                questionMs = -1;
                session.onEvidence(new Evidence(
                    new Evidence.Asked(begunMs, nowMs, 0, TRIP_MS), statuses, List.copyOf(open), fills, held));
            }
            session.onTime(nowMs);
        }
    }

    private void send(final OrderType type, final boolean reduceOnly) {
        intent(OrderKind.NEW, type, reduceOnly);
    }

    private void intent(final OrderKind kind, final OrderType type, final boolean reduceOnly) {
        final boolean isStop = type == OrderType.STOP || type == OrderType.TRAILING_STOP;
        new OrderIntentEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .causeSequence(1).timeNs(1).clientOrderId(1).qtyE8(FixedPoint.ONE)
            .limitPriceE8(isStop ? OrderIntentEncoder.limitPriceE8NullValue() : 50_000 * FixedPoint.ONE)
            .stopPriceE8(isStop ? 50_000 * FixedPoint.ONE : OrderIntentEncoder.stopPriceE8NullValue())
            .instrumentId(0).kind(kind).orderType(type).side(Side.SELL).reduceOnly((short) (reduceOnly ? 1 : 0))
            .purpose(OrderPurpose.PROTECTIVE_STOP);
        session.onIntent(buffer, 0);
    }

    private void answer(final SendOutcome outcome) {
        session.onSent(order, outcome);
    }

    private void loseTheRequest() {
        advanceTo(nowMs + LOST_AFTER_MS);
        answer(Answers.unclear("no complete answer within 700 ms"));
    }

    @Test
    void shouldBeSentAgainUnderItsIdAsSoonAsTheVenueShowsThatItIsNotThere() {
        send(OrderType.STOP, true);
        loseTheRequest();
        advanceTo(1_000);
        assertEquals(List.of(0L, 750L), sentMs, "700 ms, 10 to the next look, 40 for the question");
        assertEquals(List.of("t-1", "t-1"), sentIds);

        answer(new SendOutcome(SendOutcome.Kind.PLACED, "o1", "placed"));

        assertEquals(List.of(ExecType.UNANSWERED, ExecType.NEW), reports);
    }

    /**
     * The question is asked on another thread, by the clock, while this one is held up: the venue answers it before the stop arrives there, and the
     * acknowledgement is handled before the evidence.
     */
    @Test
    void shouldStayOpenThoughItIsMissingInEvidenceThatWasAskedForBeforeItWasAcknowledged() {
        send(OrderType.STOP, true);
        session.onClock(60);
        answer(new SendOutcome(SendOutcome.Kind.PLACED, "o1", "placed"));
        session.onClock(70);
        session.onEvidence(new Evidence(new Evidence.Asked(50, 55, 0, 5), Map.of(), List.of(), List.of(), held));

        assertEquals(List.of(ExecType.NEW), reports);
    }

    @Test
    void shouldFindAPlaceWithinTwoSecondsThoughTwoRequestsAreLost() {
        send(OrderType.TRAILING_STOP, true);
        loseTheRequest();
        advanceTo(750);
        loseTheRequest();
        advanceTo(1_600);
        assertEquals(3, sentMs.size());
        assertTrue(sentMs.getLast() < 2_000, sentMs::toString);
    }

    @Test
    void shouldNotBeSentAgainByEvidenceThatIsOlderThanTheEndOfItsRequest() {
        send(OrderType.STOP, true);
        advanceTo(690);
        session.onHeartbeat(nowMs + 5_000);
        advanceTo(700);
        answer(Answers.unclear("502"));
        advanceTo(740);
        assertEquals(1, sentMs.size(), "the question was asked while the request was on its way");
        advanceTo(1_000);
        assertEquals(2, sentMs.size());
    }

    @Test
    void shouldNotBeSentAgainWhenItIsThere() {
        send(OrderType.STOP, true);
        open.add(RESTING);
        loseTheRequest();
        advanceTo(10_000);
        assertEquals(1, sentMs.size());
        assertEquals(List.of(ExecType.NEW), reports);
    }

    @Test
    void shouldBeSentFourTimesAtMostAndThenWaitUntilNoCopyCanArriveAnyMore() {
        send(OrderType.STOP, true);
        for (int i = 0; i < 4; i++) {
            loseTheRequest();
            advanceTo(nowMs + 100);
        }
        assertEquals(4, sentMs.size());
        final long lastCopyUntilMs = sentMs.getLast() + 3_000 + 1_000;
        advanceTo(lastCopyUntilMs);
        assertEquals(List.of(ExecType.UNANSWERED), reports);
        advanceTo(lastCopyUntilMs + 2_000);
        assertEquals(List.of(ExecType.UNANSWERED, ExecType.EXPIRED), reports);
        assertEquals(4, sentMs.size());
    }

    /** The engine's refusal speaks of the second copy; the first may still come. */
    @Test
    void shouldNotBeCalledRejectedByTheAnswerToItsSecondCopy() {
        send(OrderType.STOP, true);
        loseTheRequest();
        advanceTo(800);
        answer(Answers.ofSend("", "wouldNotReducePosition", false));
        assertEquals(List.of(ExecType.UNANSWERED), reports);
        open.add(RESTING);
        advanceTo(2_000);
        assertEquals(List.of(ExecType.UNANSWERED, ExecType.NEW), reports);
    }

    /** The request ends while a question is on its way that was asked before it: that one says nothing of it, and another one has to follow. */
    @Test
    void shouldBeSentAgainThoughItsRequestEndedDuringAQuestion() {
        advanceTo(1_000);
        session.onHeartbeat(nowMs + 5_000);
        advanceTo(1_010);
        send(OrderType.STOP, true);
        advanceTo(1_020);
        answer(Answers.unclear("connection reset"));
        advanceTo(1_300);
        assertEquals(2, sentMs.size(), sentMs::toString);
    }

    @Test
    void shouldNotBeSentAgainForAPositionThatIsGone() {
        send(OrderType.STOP, true);
        advanceTo(100);
        fills = List.of(new VenueFill(
            "f1", new OrderIds("o9", ""), "PF_XBTUSD", Side.SELL,
            new VenueFill.Execution(FixedPoint.ONE, 50_000 * FixedPoint.ONE, nowMs, "taker"), 0, 0));
        held = List.of();
        loseTheRequest();
        advanceTo(10_000);
        assertEquals(1, sentMs.size(), sentMs::toString);
    }

    /** The venue remembers that it ended, a fill of it is still to come, and then its slow answer says that nothing was filled. */
    @Test
    void shouldEndWhatTheVenueSaysHasEndedBeforeItsAnswerComes() {
        send(OrderType.IOC, true);
        statuses = Map.of("t-1", "CANCELLED");
        held = List.of();
        advanceTo(400);
        statuses = Map.of();
        held = List.of(new VenuePosition("PF_XBTUSD", FixedPoint.ONE, 50_000 * FixedPoint.ONE));
        answer(Answers.ofSend("", "iocWouldNotExecute", false));
        advanceTo(10_000);
        assertEquals(0, session.openOrders());
        assertEquals(1, reports.size(), reports::toString);
    }

    @Test
    void shouldNotSendAgainWhatMayAddRisk() {
        send(OrderType.STOP, false);
        loseTheRequest();
        advanceTo(10_000);
        assertEquals(1, sentMs.size());
        assertEquals(List.of(ExecType.UNANSWERED, ExecType.EXPIRED), reports);
    }

    @Test
    void shouldNotSendAnExitAgain() {
        send(OrderType.IOC, true);
        loseTheRequest();
        advanceTo(10_000);
        assertEquals(1, sentMs.size());
    }

    @Test
    void shouldNotBeSentAgainOnceItIsToBeCanceled() {
        send(OrderType.STOP, true);
        advanceTo(100);
        intent(OrderKind.CANCEL, OrderType.STOP, true);
        loseTheRequest();
        advanceTo(10_000);
        assertEquals(1, sentMs.size());
    }

    /** How long ago an earlier process sent it, and whether the venue still knows its id, is not known. */
    @Test
    void shouldNotSendAgainWhatAnEarlierProcessSent() {
        session = begin(new KnownAccount(
            List.of(new KnownAccount.Holding(FixedPoint.ONE, 50_000 * FixedPoint.ONE)), List.of(new KnownAccount.OpenOrder(
                1, new OrderTerms(0, OrderType.STOP, Side.SELL, FixedPoint.ONE, 0, 50_000 * FixedPoint.ONE, true), 0, 0, false, false)),
            Set.of(), 0, 0, 0));
        advanceTo(10_000);
        assertEquals(List.of(), sentMs);
        assertEquals(List.of(ExecType.UNANSWERED, ExecType.EXPIRED), reports);
    }

    private void onReport(final DirectBuffer report, final int offset, final int length) {
        if (InputMessage.templateId(report, offset) == ExecutionReportDecoder.TEMPLATE_ID) {
            final ExecutionReportDecoder decoder = new ExecutionReportDecoder().wrapAndApplyHeader(report, offset, new MessageHeaderDecoder());
            reports.add(decoder.execType());
            final boolean isTaker = order != null && order.type() == OrderType.IOC;
            assertTrue(decoder.execType() != ExecType.EXPIRED || isTaker || decoder.reason() == VenueReason.UNKNOWN_ORDER);
        }
    }

    @Override
    public void send(final LiveOrder newOrder) {
        order = newOrder;
        sentMs.add(nowMs);
        sentIds.add(newOrder.clientText());
    }

    @Override
    public void amend(final LiveOrder moved) {
        throw new AssertionError("nothing was to be moved");
    }

    @Override
    public void cancel(final LiveOrder canceled) {
        session.onCancelSent(canceled, "notFound");
    }

    @Override
    public void cancelAll(final int instrumentId) {
        throw new AssertionError("nothing was to be canceled");
    }

    @Override
    public void gather(final List<String> clientTexts, final long fillsSinceMs, final boolean isUrgent) {
        questionMs = nowMs;
    }

    @Override
    public void gatherFunding(final long sinceMs) {
        session.onFundings(List.of());
    }

    @Override
    public void onDifference(final String what) {
        assertTrue(what.contains("was refused") || what.contains("the venue holds"), what);
    }

    @Override
    public void onExternalOrder(final VenueOrderState external) {
        throw new AssertionError(external.toString());
    }

    @Override
    public void onNotice(final String text) {
        assertTrue(!text.isBlank());
    }
}
