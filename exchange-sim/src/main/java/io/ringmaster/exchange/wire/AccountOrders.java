package io.ringmaster.exchange.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The orders of one account: which are known, which are open, and how one ends. One thread. */
final class AccountOrders {

    private final LongSupplier clockMs;
    private final AccountListener listener;
    private final KnownOrders known;
    private final List<AccountOrder> open = new ArrayList<>();

    AccountOrders(final LongSupplier clockMs, final AccountListener listener) {
        this.clockMs = clockMs;
        this.listener = listener;
        known = new KnownOrders(clockMs);
    }

    /** Open orders, the oldest first. */
    List<AccountOrder> open() {
        return open;
    }

    /** By the venue's id, or else by the owner's; null when it is not known or forgotten. */
    AccountOrder find(final String venueOrderId, final String clientText) {
        return known.find(venueOrderId, clientText);
    }

    /** Whether there was an order with that client order id. */
    boolean isTaken(final String clientText) {
        return known.isTaken(clientText);
    }

    /** A new order is known from now on. */
    void add(final AccountOrder order) {
        known.add(order);
    }

    /** The order is open from now on. */
    void open(final AccountOrder order, final AccountOrder.Status status) {
        order.status = status;
        if (!open.contains(order)) {
            open.add(order);
        }
    }

    /** The order changed now. */
    void touch(final AccountOrder order) {
        order.updatedMs = clockMs.getAsLong();
    }

    /** The order is open and changed; the feeds say so. */
    void report(final AccountOrder order, final String reason) {
        listener.onOrder(order, reason);
    }

    /**
     * The order ends.
     *
     * @param reason        in the words of the feed
     * @param isVerboseOnly whether only the verbose feed reports it
     */
    void close(final AccountOrder order, final AccountOrder.Status status, final String reason, final boolean isVerboseOnly) {
        order.status = status;
        order.reason = reason;
        touch(order);
        open.remove(order);
        listener.onOrderGone(order, reason, isVerboseOnly);
    }
}
