package io.ringmaster.exchange.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Orders of one account by name. One that is done is found for five seconds more; its client order id is never free again. One thread. */
final class KnownOrders {

    private static final long REMEMBERED_MS = 5_000;

    private final LongSupplier clockMs;
    private final Map<String, AccountOrder> byId = new LinkedHashMap<>();
    private final Map<String, AccountOrder> byClientText = new LinkedHashMap<>();

    KnownOrders(final LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    void add(final AccountOrder order) {
        byId.put(order.venueOrderId, order);
        if (!order.clientText.isEmpty()) {
            byClientText.put(order.clientText, order);
        }
    }

    /** Whether there was an order with that client order id. */
    boolean isTaken(final String clientText) {
        return !clientText.isEmpty() && byClientText.containsKey(clientText);
    }

    /** By the venue's id, or else by the owner's; null when it is not known or forgotten. */
    AccountOrder find(final String venueOrderId, final String clientText) {
        final AccountOrder order = venueOrderId.isEmpty() ? byClientText.get(clientText) : byId.get(venueOrderId);
        return order == null || isForgotten(order) ? null : order;
    }

    private boolean isForgotten(final AccountOrder order) {
        return !order.isOpen() && clockMs.getAsLong() - order.updatedMs > REMEMBERED_MS;
    }
}
