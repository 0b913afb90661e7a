package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;

/**
 * An order as it was at one moment.
 *
 * @param clientText empty when its owner gave none
 * @param trigger    its signal is never empty
 * @param times      when it was received, and changed last
 */
record OrderImage(
    String venueOrderId, String clientText, OrderRequest.Terms terms, OrderRequest.TriggerTerms trigger, long filledE8, Times times) {

    /** By the venue's clock, epoch. */
    record Times(long receivedMs, long updatedMs) {
    }

    static OrderImage of(final AccountOrder order) {
        return new OrderImage(
            order.venueOrderId, order.clientText,
            new OrderRequest.Terms(order.type, order.instrumentId, order.side, order.qtyE8, order.limitPriceE8, order.reduceOnly),
            new OrderRequest.TriggerTerms(
                order.stopPriceE8, order.triggerSignal.isEmpty() ? "mark" : order.triggerSignal, order.trailE8, order.isTrailInPercent),
            order.filledE8, new Times(order.receivedMs, order.updatedMs));
    }

    boolean isTrigger() {
        return AccountOrder.isTriggerType(type());
    }

    int instrumentId() {
        return terms.instrumentId();
    }

    /** As its owner gave it. */
    String type() {
        return terms.type();
    }

    Side side() {
        return terms.side();
    }

    long qtyE8() {
        return terms.qtyE8();
    }

    long openE8() {
        return qtyE8() - filledE8;
    }

    /** 0 for none. */
    long limitPriceE8() {
        return terms.limitPriceE8();
    }

    /** 0 for none. */
    long stopPriceE8() {
        return trigger.stopPriceE8();
    }

    /** Which price triggers it: mark, index or last. */
    String triggerSignal() {
        return trigger.signal();
    }

    boolean reduceOnly() {
        return terms.reduceOnly();
    }

    long receivedMs() {
        return times.receivedMs;
    }

    long updatedMs() {
        return times.updatedMs;
    }
}
