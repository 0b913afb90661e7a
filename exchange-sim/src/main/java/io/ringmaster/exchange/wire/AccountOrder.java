package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;

/** One order as its owner sees it; mutable, owned by its {@link VenueAccount}. */
final class AccountOrder {

    /** What {@code orders/status} says of it. */
    enum Status { TRIGGER_PLACED, ENTERED_BOOK, FULLY_EXECUTED, CANCELLED, REJECTED, TRIGGER_ACTIVATION_FAILURE }

    String venueOrderId;
    /** Empty when its owner gave none. */
    String clientText;
    int instrumentId;
    /** As its owner gave it: lmt, post, ioc, mkt, stp, take_profit, trailing_stop. */
    String type;
    Side side;
    long qtyE8;
    long filledE8;
    /** 0 for none. */
    long limitPriceE8;
    /** 0 for none. */
    long stopPriceE8;
    /** Which price triggers it: mark, index or last. */
    String triggerSignal;
    /** Distance of a trailing stop, quote currency or percent; 0 for none. */
    long trailE8;
    boolean isTrailInPercent;
    boolean reduceOnly;
    long receivedMs;
    long updatedMs;
    Status status;
    /** Why it ended, in the words of the private feed; empty while it is open. */
    String reason = "";
    /** The order's number at its matching engine; 0 while it is not there. */
    long engineId;

    static AccountOrder of(final OrderRequest request, final String venueOrderId, final long nowMs) {
        final AccountOrder order = new AccountOrder();
        order.venueOrderId = venueOrderId;
        order.clientText = request.clientText();
        final OrderRequest.Terms terms = request.terms();
        order.instrumentId = terms.instrumentId();
        order.type = terms.type();
        order.side = terms.side();
        order.qtyE8 = terms.qtyE8();
        order.limitPriceE8 = terms.limitPriceE8();
        order.reduceOnly = terms.reduceOnly();
        final OrderRequest.TriggerTerms trigger = request.trigger();
        order.stopPriceE8 = trigger.stopPriceE8();
        order.triggerSignal = trigger.signal();
        order.trailE8 = trigger.trailE8();
        order.isTrailInPercent = trigger.isTrailInPercent();
        order.receivedMs = nowMs;
        order.updatedMs = nowMs;
        return order;
    }

    boolean isOpen() {
        return status == Status.ENTERED_BOOK || status == Status.TRIGGER_PLACED;
    }

    boolean isTrigger() {
        return isTriggerType(type);
    }

    static boolean isTriggerType(final String type) {
        return type.equals("stp") || type.equals("take_profit") || type.equals("trailing_stop");
    }

    long openE8() {
        return isOpen() ? qtyE8 - filledE8 : 0;
    }
}
