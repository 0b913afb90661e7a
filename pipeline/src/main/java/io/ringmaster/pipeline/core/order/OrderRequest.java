package io.ringmaster.pipeline.core.order;

import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;

/** What is asked for in an order: filled in, judged by the risk gate, and sent. Mutable and used again. */
public class OrderRequest {

    public int instrumentId;
    public OrderType type;
    public Side side;
    public OrderPurpose purpose;
    public boolean reduceOnly;
    public long qtyE8;
    /** 0 when the type has none. */
    public long limitPriceE8;
    /** 0 when the type has none; of a trailing stop the distance behind the best mark. */
    public long stopPriceE8;
    /** Sequence of the decision it carries out; 0 when it follows none. */
    public long decisionSequence;

    /** Clears what an older request left here. Instrument, type, side, quantity and purpose must be set afterwards. */
    public final void clearRequest() {
        reduceOnly = false;
        limitPriceE8 = 0;
        stopPriceE8 = 0;
        decisionSequence = 0;
    }

    /** Takes over what another one asks for. */
    public final void copyRequestFrom(final OrderRequest other) {
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

    /** Whether it waits for the mark. */
    public final boolean isStop() {
        return type == OrderType.STOP || type == OrderType.TRAILING_STOP;
    }

    /** Whether a fill of it adds to a position's size in the worst case. */
    public final boolean mayIncrease() {
        return !reduceOnly;
    }
}
