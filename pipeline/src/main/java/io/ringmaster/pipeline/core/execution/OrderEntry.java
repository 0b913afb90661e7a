package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.CancelAttempts;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.core.order.OrderStateMachine;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/**
 * Sends orders: gives them identifiers, asks the gate, keeps their states, and notices those that stay unanswered. A fault that it finds is a reason
 * to latch; the sequencer takes it with {@link #takeFault}.
 */
final class OrderEntry {

    /** More orders than may have been sent and lost with the end of a journal: a resumed session numbers its own from beyond. */
    private static final long IDS_LEFT_OUT = 1_000;

    private final List<InstrumentDefinition> instruments;
    private final OutputWriter outputs;
    private final OrderStore orders;
    private final RiskGate gate;
    private final Invariants invariants;
    private final OrderRequest draft = new OrderRequest();
    private long sequence;
    private long timeNs;
    private long lastClientOrderId;
    private long nextDeadlineNs = Long.MAX_VALUE;
    private RiskReason lastRefusal = RiskReason.PASSED;
    private LatchReason fault;
    private long newOrders;
    private long refusals;
    private long impossibleEvents;

    OrderEntry(
        final List<InstrumentDefinition> instruments, final OrderStore orders, final RiskGate gate, final Invariants invariants,
        final OutputWriter outputs) {
        this.instruments = instruments;
        this.orders = orders;
        this.gate = gate;
        this.invariants = invariants;
        this.outputs = outputs;
    }

    /** Begins an event: what depends on time alone. */
    void onEvent(final long eventSequence, final long eventTimeNs) {
        sequence = eventSequence;
        timeNs = eventTimeNs;
        if (eventTimeNs >= nextDeadlineNs) {
            timeOut();
        }
    }

    /** A session resumes: no answer could arrive while it was down, and the last orders sent may be missing in the journal. */
    void onSessionResume(final long resumeTimeNs) {
        for (int i = 0; i < orders.workingCount(); i++) {
            if (orders.working(i).answerDueNs != Long.MAX_VALUE) {
                orders.working(i).answerDueNs = resumeTimeNs + gate.limits().traffic().orderTimeoutNs();
            }
        }
        nextDeadlineNs = orders.workingCount() == 0 ? Long.MAX_VALUE : resumeTimeNs;
        lastClientOrderId = (lastClientOrderId / IDS_LEFT_OUT + 1) * IDS_LEFT_OUT;
    }

    /** A request to fill in and {@link #submit}; the same object each time. */
    OrderRequest draft() {
        draft.clearRequest();
        return draft;
    }

    /**
     * Puts an order through the gate and, if it passes, on its way.
     *
     * @param request  not kept
     * @param parentE8 position the decision behind it asks for, signed
     * @return null if it was refused: see {@link #lastRefusal}
     */
    Order submit(final OrderRequest request, final long parentE8) {
        lastClientOrderId++;
        if (!passes(request, lastClientOrderId, parentE8)) {
            return null;
        }
        final Order order = orders.add(lastClientOrderId);
        order.clear(lastClientOrderId);
        order.copyRequestFrom(request);
        order.sentTimeNs = timeNs;
        expectAnswer(order);
        newOrders++;
        invariants.onNewOrder(order);
        outputs.newOrder(order);
        return order;
    }

    /** Asks the venue to move a stop to another price while it rests, if the gate lets it pass. */
    void amend(final Order order, final long stopPriceE8, final long parentE8) {
        draft.copyRequestFrom(order);
        draft.stopPriceE8 = stopPriceE8;
        if (!passes(draft, order.clientOrderId, parentE8)) {
            return;
        }
        invariants.onAmend(order);
        order.amendStopPriceE8 = stopPriceE8;
        outputs.amend(order, stopPriceE8);
        expectAnswer(order);
        move(order, OrderEvent.AMEND_SENT, VenueReason.USER);
    }

    private boolean passes(final OrderRequest request, final long clientOrderId, final long parentE8) {
        lastRefusal = gate.check(request, parentE8, timeNs);
        invariants.onVerdict(clientOrderId, lastRefusal);
        if (lastRefusal == RiskReason.PASSED) {
            return true;
        }
        outputs.refusal(request.instrumentId, clientOrderId, lastRefusal, gate.limitE8(), gate.observedE8());
        refusals++;
        if (lastRefusal == RiskReason.PARENT_CAP) {
            // Our own arithmetic is wrong by an unknown amount.
            fault = LatchReason.PARENT_CAP;
        }
        return false;
    }

    /** Asks the venue to cancel an order, unless it is done, a cancel is on its way, or it was asked too recently: see {@link CancelAttempts}. */
    void cancelOnce(final Order order) {
        if (order == null || order.leavesQtyE8() == 0 || order.isPendingCancel() || gate.isFollowing()) {
            return;
        }
        if (!order.cancels.mayAsk(order.state != OrderState.UNKNOWN, timeNs)) {
            return;
        }
        countCancel(order);
        gate.onCancelSent();
        outputs.cancel(order);
        expectAnswer(order);
        move(order, OrderEvent.CANCEL_SENT, VenueReason.USER);
    }

    private void countCancel(final Order order) {
        order.cancels.onSent(timeNs, gate.limits().traffic().orderTimeoutNs());
    }

    // ------------------------------------------------------------------ following what another build did

    Order find(final long clientOrderId) {
        return orders.find(clientOrderId);
    }

    /** An order that was sent, to be filled in; {@link #followSent} comes next. */
    Order followNew(final long clientOrderId) {
        lastClientOrderId = clientOrderId;
        final Order order = orders.add(clientOrderId);
        order.clear(clientOrderId);
        return order;
    }

    void followSent(final Order order) {
        order.sentTimeNs = timeNs;
        expectAnswer(order);
        newOrders++;
        invariants.onFollowed(order);
    }

    void followCancel(final Order order) {
        countCancel(order);
        expectAnswer(order);
        move(order, OrderEvent.CANCEL_SENT, VenueReason.USER);
    }

    void followAmend(final Order order, final long stopPriceE8) {
        order.amendStopPriceE8 = stopPriceE8;
        expectAnswer(order);
        move(order, OrderEvent.AMEND_SENT, VenueReason.USER);
    }

    boolean isFollowing() {
        return gate.isFollowing();
    }

    /** Asks the venue to cancel everything on every instrument. */
    void cancelEverything() {
        for (int i = 0; i < instruments.size(); i++) {
            gate.onCancelSent();
            outputs.cancelAll(i);
        }
    }

    private void expectAnswer(final Order order) {
        order.answerDueNs = timeNs + gate.limits().traffic().orderTimeoutNs();
        nextDeadlineNs = Math.min(nextDeadlineNs, order.answerDueNs);
    }

    /** The venue reports on an order; returns whether the order is done with this report. Fills are counted before. */
    boolean onReport(final Order order, final ExecutionReportDecoder report) {
        invariants.onReport(order, report);
        ReportEvents.apply(report.execType(), order);
        return move(order, ReportEvents.of(report, order), report.reason());
    }

    /** Moves an order to its next state; returns whether it is done with this event. */
    private boolean move(final Order order, final OrderEvent event, final VenueReason reason) {
        final OrderState from = order.state;
        final OrderState to = OrderStateMachine.next(from, event);
        if (to == OrderStateMachine.IMPOSSIBLE) {
            impossibleEvents++;
            outputs.orderStateChange(order, from, from, event, reason);
            fault = LatchReason.IMPOSSIBLE_EVENT;
            return false;
        }
        order.state = to;
        invariants.onOrderChange(order);
        if (to != OrderState.PENDING_CANCEL && !order.isPendingAmend() && event != OrderEvent.CANCEL_SENT && event != OrderEvent.TIMEOUT) {
            // A fill or a late acceptance does not answer a cancel or an amendment that is on its way.
            order.answerDueNs = Long.MAX_VALUE;
        }
        outputs.orderStateChange(order, from, to, event, reason);
        final boolean isDoneNow = OrderStateMachine.isDone(to) && !OrderStateMachine.isDone(from);
        if (isDoneNow) {
            orders.retire(order);
        }
        return isDoneNow;
    }

    private void timeOut() {
        nextDeadlineNs = Long.MAX_VALUE;
        for (int i = orders.workingCount() - 1; i >= 0; i--) {
            final Order order = orders.working(i);
            if (order.answerDueNs <= timeNs) {
                order.answerDueNs = Long.MAX_VALUE;
                order.isAmendFutile |= order.isPendingAmend();
                move(order, OrderEvent.TIMEOUT, VenueReason.NONE);
                if (order.state == OrderState.UNKNOWN) {
                    fault = LatchReason.ORDER_UNKNOWN;
                }
            }
            nextDeadlineNs = Math.min(nextDeadlineNs, order.answerDueNs);
        }
    }

    /** The largest exit that the limits on size and value allow, in whole lots. A larger exit goes in parts. */
    long largestExitE8(final int instrumentId, final long markE8) {
        return largestOrderE8(instrumentId, markE8, gate.limits().order().maxOrderQtyE8(), gate.limits().order().maxOrderValueE8());
    }

    /** The largest entry that they allow; its limits are smaller for a while after the start of a session. */
    long largestEntryE8(final int instrumentId, final long markE8) {
        final RiskLimits.OrderSize limits = gate.limits().order();
        return largestOrderE8(instrumentId, markE8, gate.entryLimitE8(limits.maxOrderQtyE8()), gate.entryLimitE8(limits.maxOrderValueE8()));
    }

    private long largestOrderE8(final int instrumentId, final long markE8, final long maxQtyE8, final long maxValueE8) {
        final long byValueE8 = markE8 <= 0
            ? maxQtyE8
            // A little less than the limit: a crossing order pays more than the mark, and the limit applies to the higher price.
            : FixedPoint.divideFloor(maxValueE8 / 100 * 98, markE8);
        return FixedPoint.toStepFloor(Math.min(maxQtyE8, byValueE8), instruments.get(instrumentId).lotE8());
    }

    /** The largest position that an entry may lead to, in whole lots. A larger wish is carried out up to there instead of being refused for ever. */
    long largestPositionE8(final int instrumentId) {
        final InstrumentDefinition instrument = instruments.get(instrumentId);
        final long limitE8 = Math.min(gate.limits().exposure().maxPositionE8(), instrument.maxPositionE8());
        return FixedPoint.toStepFloor(gate.entryLimitE8(limitE8), instrument.lotE8());
    }

    /** The largest exposure, notional over equity. */
    long largestExposureE8() {
        return gate.limits().exposure().maxLeverageE8();
    }

    /** What went wrong since the last call; null for nothing. */
    LatchReason takeFault() {
        final LatchReason taken = fault;
        fault = null;
        return taken;
    }

    OutputWriter outputs() {
        return outputs;
    }

    /** Whether nothing passes the gate, not even an exit. */
    boolean isShut() {
        return gate.isShut();
    }

    /** Sequence of the event at hand. */
    long sequence() {
        return sequence;
    }

    RiskReason lastRefusal() {
        return lastRefusal;
    }

    long lastClientOrderId() {
        return lastClientOrderId;
    }

    long newOrders() {
        return newOrders;
    }

    long refusals() {
        return refusals;
    }

    long impossibleEvents() {
        return impossibleEvents;
    }
}
