package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStateMachine;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/**
 * Sends orders: gives them identifiers, asks the gate, keeps them in their states, and notices those that stay unanswered. What it finds wrong
 * it keeps as a reason to latch, for the sequencer to take: {@link #takeFault}.
 */
final class OrderEntry {

    /** More orders than may have been sent and lost with the end of a journal: a resumed session numbers its own from beyond. */
    private static final long IDS_LEFT_OUT = 1_000;
    /** Cancels of one order that follow each other ever more slowly; later ones keep {@link #CANCEL_AGAIN_NS} apart. */
    private static final int QUICK_CANCELS = 3;
    private static final long CANCEL_AGAIN_NS = 600_000_000_000L;

    private final List<InstrumentDefinition> instruments;
    private final OutputWriter outputs;
    private final OrderStore orders;
    private final RiskGate gate;
    private final Invariants invariants;
    private final Order draft = new Order();
    private RiskLimits limits;
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
        final List<InstrumentDefinition> instruments, final RiskLimits limits, final OrderStore orders, final RiskGate gate,
        final Invariants invariants, final OutputWriter outputs) {
        this.instruments = instruments;
        this.limits = limits;
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

    /** A session resumes: no answer could arrive meanwhile, and the last orders sent may be missing in the journal. */
    void onSessionResume(final long resumeTimeNs) {
        for (int i = 0; i < orders.workingCount(); i++) {
            if (orders.working(i).answerDueNs != Long.MAX_VALUE) {
                orders.working(i).answerDueNs = resumeTimeNs + limits.traffic().orderTimeoutNs();
            }
        }
        nextDeadlineNs = orders.workingCount() == 0 ? Long.MAX_VALUE : resumeTimeNs;
        lastClientOrderId = (lastClientOrderId / IDS_LEFT_OUT + 1) * IDS_LEFT_OUT;
    }

    void setLimits(final RiskLimits newLimits) {
        limits = newLimits;
    }

    /** An order to fill in and {@link #submit}; the same object each time. */
    Order draft() {
        draft.clear(0);
        return draft;
    }

    /**
     * Puts an order through the gate and, if it passes, on its way.
     *
     * @param request  not kept
     * @param parentE8 position the decision behind it asks for, signed
     * @return null if it was refused: see {@link #lastRefusal}
     */
    Order submit(final Order request, final long parentE8) {
        request.clientOrderId = ++lastClientOrderId;
        request.sentTimeNs = timeNs;
        if (!passes(request, parentE8)) {
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
        outputs.orderStateChange(
            order.instrumentId, lastClientOrderId, OrderState.PENDING_NEW, OrderState.PENDING_NEW, OrderEvent.SUBMIT, 0, order.qtyE8,
            VenueReason.NONE);
        return order;
    }

    /** Asks the venue to move a stop to another price while it rests, if the gate lets it pass. */
    void amend(final Order order, final long stopPriceE8, final long parentE8) {
        draft.clear(order.clientOrderId);
        draft.copyRequestFrom(order);
        draft.stopPriceE8 = stopPriceE8;
        if (!passes(draft, parentE8)) {
            return;
        }
        invariants.onAmend(order);
        order.amendStopPriceE8 = stopPriceE8;
        outputs.amend(order, stopPriceE8);
        expectAnswer(order);
        move(order, OrderEvent.AMEND_SENT, VenueReason.USER);
    }

    private boolean passes(final Order order, final long parentE8) {
        lastRefusal = gate.check(order, parentE8, timeNs);
        outputs.riskVerdict(order.instrumentId, order.clientOrderId, lastRefusal, gate.limitE8(), gate.observedE8());
        invariants.onVerdict(order.clientOrderId, lastRefusal);
        if (lastRefusal == RiskReason.PASSED) {
            return true;
        }
        refusals++;
        if (lastRefusal == RiskReason.PARENT_CAP) {
            // Our own arithmetic is wrong, by an unknown amount.
            fault = LatchReason.PARENT_CAP;
        }
        return false;
    }

    /**
     * Asks the venue to cancel an order, unless it is done or a cancel is on its way. One question at a time: where the venue stays silent, the
     * next cancel follows after twice the time, and after the third one every ten minutes. Where it says that the order works after all, the
     * next one of the three follows at once.
     */
    void cancelOnce(final Order order) {
        if (order == null || order.leavesQtyE8() == 0 || order.isPendingCancel() || gate.isFollowing()) {
            return;
        }
        final boolean works = order.state != OrderState.UNKNOWN && order.cancelsSent < QUICK_CANCELS;
        if (timeNs < order.cancelNotBeforeNs && !works) {
            return;
        }
        countCancel(order);
        gate.onCancelSent();
        outputs.cancel(order);
        expectAnswer(order);
        move(order, OrderEvent.CANCEL_SENT, VenueReason.USER);
    }

    private void countCancel(final Order order) {
        order.cancelsSent++;
        final long timeoutNs = limits.traffic().orderTimeoutNs();
        order.cancelNotBeforeNs =
            timeNs + (order.cancelsSent < QUICK_CANCELS ? timeoutNs << order.cancelsSent : Math.max(CANCEL_AGAIN_NS, timeoutNs));
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
        order.answerDueNs = timeNs + limits.traffic().orderTimeoutNs();
        nextDeadlineNs = Math.min(nextDeadlineNs, order.answerDueNs);
    }

    /** Moves an order to its next state; returns whether it is done with this event. */
    boolean move(final Order order, final OrderEvent event, final VenueReason reason) {
        final OrderState from = order.state;
        final OrderState to = OrderStateMachine.next(from, event);
        if (to == OrderStateMachine.IMPOSSIBLE) {
            impossibleEvents++;
            outputs.orderStateChange(
                order.instrumentId, order.clientOrderId, from, from, event, order.cumQtyE8, order.leavesQtyE8(), reason);
            fault = LatchReason.IMPOSSIBLE_EVENT;
            return false;
        }
        order.state = to;
        invariants.onOrderChange(order);
        if (to != OrderState.PENDING_CANCEL && !order.isPendingAmend() && event != OrderEvent.CANCEL_SENT && event != OrderEvent.TIMEOUT) {
            // A fill, or a late acceptance, is no answer to a cancel or an amendment that is on its way.
            order.answerDueNs = Long.MAX_VALUE;
        }
        outputs.orderStateChange(order.instrumentId, order.clientOrderId, from, to, event, order.cumQtyE8, order.leavesQtyE8(), reason);
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

    /** The largest exit the limits on size and value allow, in whole lots: a larger one goes in parts. */
    long largestExitE8(final int instrumentId, final long markE8) {
        return largestOrderE8(instrumentId, markE8, limits.order().maxOrderQtyE8(), limits.order().maxOrderValueE8());
    }

    /** The same of an entry, whose limits are smaller for a while after the start of a session. */
    long largestEntryE8(final int instrumentId, final long markE8) {
        return largestOrderE8(
            instrumentId, markE8, gate.entryLimitE8(limits.order().maxOrderQtyE8()), gate.entryLimitE8(limits.order().maxOrderValueE8()));
    }

    private long largestOrderE8(final int instrumentId, final long markE8, final long maxQtyE8, final long maxValueE8) {
        final long byValueE8 = markE8 <= 0
            ? maxQtyE8
            // A little less than the limit: a crossing order pays beyond the mark, and it is the higher price that counts.
            : FixedPoint.divideFloor(maxValueE8 / 100 * 98, markE8);
        return FixedPoint.toStepFloor(Math.min(maxQtyE8, byValueE8), instruments.get(instrumentId).lotE8());
    }

    /** The largest position that an entry may lead to, in whole lots: a larger one is carried out up to there, instead of refused for ever. */
    long largestPositionE8(final int instrumentId) {
        final InstrumentDefinition instrument = instruments.get(instrumentId);
        return FixedPoint.toStepFloor(gate.entryLimitE8(Math.min(limits.exposure().maxPositionE8(), instrument.maxPositionE8())), instrument.lotE8());
    }

    /** The largest exposure, notional over equity. */
    long largestExposureE8() {
        return limits.exposure().maxLeverageE8();
    }

    /** What went wrong since this was asked last; null if nothing did. */
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
