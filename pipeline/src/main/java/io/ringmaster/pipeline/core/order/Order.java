package io.ringmaster.pipeline.core.order;

import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;

/** One of our orders, as far as we know. Mutable, recycled, owned by the sequencer. */
public final class Order {

    public long clientOrderId;
    public int instrumentId;
    public OrderType type;
    public Side side;
    public OrderPurpose purpose;
    public boolean reduceOnly;
    public long qtyE8;
    public long cumQtyE8;
    /** 0 when the type has none. */
    public long limitPriceE8;
    /** 0 when the type has none; of a trailing stop the distance behind the best mark. */
    public long stopPriceE8;
    /** Stop price we asked for and the venue has not answered to; 0 for none. */
    public long amendStopPriceE8;
    /** Whether the venue would not change its stop price, or did not say: to move it, it has to be canceled. */
    public boolean isAmendFutile;
    public OrderState state;
    /** Event time it was sent. */
    public long sentTimeNs;
    /** Event time by which an answer is due; {@link Long#MAX_VALUE} when none is. */
    public long answerDueNs;
    /** Sequence of the decision it carries out; 0 when it follows none. */
    public long decisionSequence;
    /** Times it was asked to be canceled. */
    public int cancelsSent;
    /** Event time before which it is not asked again; {@link Long#MIN_VALUE} before the first time. */
    public long cancelNotBeforeNs;
    /** Whether a stop was triggered and works as a market order now. */
    public boolean isTriggered;
    /** What the venue calls it; both halves 0 until it says. */
    public long venueOrderIdHigh;
    public long venueOrderIdLow;
    /** What the running totals count of it as pending. */
    public long pendingE8;

    /** Begins a new order: clears what an older one left here. Instrument, type, side, quantity and purpose are to be set. */
    public void clear(final long newClientOrderId) {
        clientOrderId = newClientOrderId;
        reduceOnly = false;
        cumQtyE8 = 0;
        limitPriceE8 = 0;
        stopPriceE8 = 0;
        amendStopPriceE8 = 0;
        isAmendFutile = false;
        state = OrderState.PENDING_NEW;
        answerDueNs = Long.MAX_VALUE;
        decisionSequence = 0;
        cancelsSent = 0;
        cancelNotBeforeNs = Long.MIN_VALUE;
        isTriggered = false;
        venueOrderIdHigh = 0;
        venueOrderIdLow = 0;
        pendingE8 = 0;
    }

    /** Takes over what was asked for in another order; its progress is its own. */
    public void copyRequestFrom(final Order other) {
        instrumentId = other.instrumentId;
        type = other.type;
        side = other.side;
        purpose = other.purpose;
        reduceOnly = other.reduceOnly;
        qtyE8 = other.qtyE8;
        limitPriceE8 = other.limitPriceE8;
        stopPriceE8 = other.stopPriceE8;
        decisionSequence = other.decisionSequence;
    }

    /** What may still be filled: the worst case for limits. */
    public long leavesQtyE8() {
        return OrderStateMachine.isDone(state) ? 0 : qtyE8 - cumQtyE8;
    }

    public boolean isDone() {
        return OrderStateMachine.isDone(state);
    }

    /** Whether it waits for the mark. */
    public boolean isStop() {
        return type == OrderType.STOP || type == OrderType.TRAILING_STOP;
    }

    /** Whether its stop price may be changed where it rests. */
    public boolean canBeAmended() {
        final boolean rests = state == OrderState.NEW && !isTriggered && type == OrderType.STOP;
        return rests && amendStopPriceE8 == 0 && !isAmendFutile;
    }

    public boolean isPendingAmend() {
        return amendStopPriceE8 != 0;
    }

    public boolean isPendingCancel() {
        return state == OrderState.PENDING_CANCEL;
    }

    /** Whether a fill of it adds to a position's size in the worst case. */
    public boolean mayIncrease() {
        return !reduceOnly;
    }
}
