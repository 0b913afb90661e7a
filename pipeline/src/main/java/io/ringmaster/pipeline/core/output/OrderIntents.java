package io.ringmaster.pipeline.core.output;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import org.agrona.MutableDirectBuffer;

/** The encoding of what is asked of the venue: new orders, amendments and cancels. Each call writes one message of {@link #LENGTH} bytes. */
public final class OrderIntents {

    /** Bytes of a message, header and body. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + OrderIntentEncoder.BLOCK_LENGTH;

    private static final long NO_PRICE = OrderIntentEncoder.limitPriceE8NullValue();
    private static final long NO_DECISION = OrderIntentEncoder.decisionSequenceNullValue();

    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderIntentEncoder intent = new OrderIntentEncoder();
    private long causeSequence;
    private long timeNs;

    /** @param buffer messages are written to its beginning */
    public OrderIntents(final MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** Every intent from here on was caused by this input; 0 for none. */
    public void begin(final long sequence, final long eventTimeNs) {
        causeSequence = sequence;
        timeNs = eventTimeNs;
    }

    void newOrder(final Order order) {
        of(order, OrderKind.NEW)
            .qtyE8(order.qtyE8).limitPriceE8(optional(order.limitPriceE8)).stopPriceE8(optional(order.stopPriceE8))
            .reduceOnly((short) (order.reduceOnly ? 1 : 0))
            .decisionSequence(order.decisionSequence == 0 ? NO_DECISION : order.decisionSequence);
    }

    void amend(final Order order, final long stopPriceE8) {
        of(order, OrderKind.AMEND).orderType(OrderType.STOP).qtyE8(order.qtyE8).stopPriceE8(stopPriceE8).reduceOnly((short) 1);
    }

    void cancel(final Order order) {
        of(order, OrderKind.CANCEL);
    }

    /** Cancels everything on one instrument. */
    public void cancelAll(final int instrumentId) {
        of(instrumentId, OrderKind.CANCEL_ALL);
    }

    private OrderIntentEncoder of(final Order order, final OrderKind kind) {
        return of(order.instrumentId, kind).clientOrderId(order.clientOrderId).orderType(order.type).side(order.side).purpose(order.purpose);
    }

    /** An intent that names no order, price or quantity: what applies is set over it. */
    private OrderIntentEncoder of(final int instrumentId, final OrderKind kind) {
        return intent.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).clientOrderId(0).qtyE8(0).limitPriceE8(NO_PRICE).stopPriceE8(NO_PRICE)
            .instrumentId(instrumentId).kind(kind).orderType(OrderType.LIMIT).side(Side.BUY)
            .reduceOnly((short) 0).purpose(OrderPurpose.FLATTEN).decisionSequence(NO_DECISION);
    }

    private static long optional(final long priceE8) {
        return priceE8 == 0 ? NO_PRICE : priceE8;
    }
}
