package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;

/** An order as it was at one moment; its fields are those of {@link AccountOrder}. */
record OrderImage(
    String venueOrderId, String clientText, int instrumentId, String type, Side side, long qtyE8, long filledE8, long limitPriceE8, long stopPriceE8,
    String triggerSignal, boolean reduceOnly, long receivedMs, long updatedMs) {

    static OrderImage of(final AccountOrder order) {
        return new OrderImage(
            order.venueOrderId, order.clientText, order.instrumentId, order.type, order.side, order.qtyE8, order.filledE8, order.limitPriceE8, order.stopPriceE8,
            order.triggerSignal.isEmpty() ? "mark" : order.triggerSignal, order.reduceOnly, order.receivedMs, order.updatedMs);
    }

    boolean isTrigger() {
        return AccountOrder.isTriggerType(type);
    }

    long openE8() {
        return qtyE8 - filledE8;
    }
}
