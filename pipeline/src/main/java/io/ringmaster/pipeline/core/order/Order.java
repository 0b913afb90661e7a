package io.ringmaster.pipeline.core.order;

import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;

/** One of our orders, as far as we know. Mutable, recycled, owned by the sequencer. */
public final class Order extends OrderRequest {

    public long clientOrderId;
    public OrderState state;
    public long cumQtyE8;
    /** Event time it was sent. */
    public long sentTimeNs;
    /** Event time by which an answer is due; {@link Long#MAX_VALUE} when none is. */
    public long answerDueNs;
    /** Stop price that we asked for and the venue has not answered to; 0 for none. */
    public long amendStopPriceE8;
    /** Whether the venue refused to change the stop price, or did not answer: to move the stop, cancel it. */
    public boolean isAmendFutile;
    /** Whether a stop was triggered and works as a market order now. */
    public boolean isTriggered;
    /** What the running totals count of it as pending. */
    public long pendingE8;
    public final CancelAttempts cancels = new CancelAttempts();
    public final VenueOrderId venueOrderId = new VenueOrderId();

    /** Begins a new order: clears what an older one left here. Instrument, type, side, quantity and purpose must be set afterwards. */
    public void clear(final long newClientOrderId) {
        clearRequest();
        clientOrderId = newClientOrderId;
        state = OrderState.PENDING_NEW;
        cumQtyE8 = 0;
        answerDueNs = Long.MAX_VALUE;
        amendStopPriceE8 = 0;
        isAmendFutile = false;
        isTriggered = false;
        pendingE8 = 0;
        cancels.clear();
        venueOrderId.clear();
    }

    /** What may still be filled: the worst case for limits. */
    public long leavesQtyE8() {
        return OrderStateMachine.isDone(state) ? 0 : qtyE8 - cumQtyE8;
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
}
