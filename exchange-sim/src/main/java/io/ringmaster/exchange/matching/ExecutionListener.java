package io.ringmaster.exchange.matching;

import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.VenueReason;

/** Takes the events of orders, in their order. The engine reuses an order after its end: read it, but do not keep it. */
public interface ExecutionListener {

    /** Anything but a fill or a refused cancel; the order's quantities are those after the event. */
    void onOrderEvent(VenueOrder order, ExecType execType, VenueReason reason);

    /**
     * A fill; the order's quantities are those after it.
     *
     * @param executionNumber from 1, without holes, in one instrument
     * @param feeE8           positive is paid
     */
    void onFill(
        VenueOrder order, long executionNumber, long qtyE8, long priceE8, long feeE8, Liquidity liquidity, VenueReason reason);

    /**
     * What was asked about an order can't be done, as it is not open, or is no stop that rests.
     *
     * @param execType CANCEL_REJECTED or AMEND_REJECTED
     */
    void onRefused(int instrumentId, long clientOrderId, ExecType execType);

    /** The account fell below its maintenance margin within a bar, at the mark it has now. */
    void onMarginCall();
}
