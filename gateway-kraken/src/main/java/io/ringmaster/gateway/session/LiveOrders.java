package io.ringmaster.gateway.session;

import io.ringmaster.gateway.session.LiveOrder.Knowledge;
import io.ringmaster.gateway.wire.OrderIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our orders at the venue, by our id and by the venue's. Some of those that are done are kept for late messages. One thread. */
final class LiveOrders {

    private static final int DONE_KEPT = 4_096;

    private final Map<String, LiveOrder> byText = new LinkedHashMap<>();
    private final Map<String, LiveOrder> byVenueOrderId = new LinkedHashMap<>();

    /** @return whether its id is new; otherwise nothing changes */
    boolean add(final LiveOrder order) {
        return byText.putIfAbsent(order.clientText, order) == null;
    }

    /** By our id; null if it is not known. */
    LiveOrder byText(final String clientText) {
        return byText.get(clientText);
    }

    /** By our id, or else by the venue's; null if it is not known. */
    LiveOrder find(final OrderIds ids) {
        final LiveOrder order = ids.clientText().isEmpty() ? null : byText.get(ids.clientText());
        return order != null ? order : byVenueOrderId.get(ids.venueOrderId());
    }

    /** The venue gave the order an id; the first one stays. */
    void learnId(final LiveOrder order, final String venueOrderId) {
        if (!venueOrderId.isEmpty() && order.venueOrderId.isEmpty()) {
            order.venueOrderId = venueOrderId;
            byVenueOrderId.put(venueOrderId, order);
        }
    }

    /** An order is done: makes room for others. */
    void onDone() {
        if (byText.size() > DONE_KEPT) {
            final LiveOrder oldest = byText.values().iterator().next();
            if (oldest.isDone()) {
                byText.remove(oldest.clientText);
                byVenueOrderId.remove(oldest.venueOrderId);
            }
        }
    }

    /** All of them, the oldest first; a copy. */
    List<LiveOrder> all() {
        return List.copyOf(byText.values());
    }

    /** Those that are not done, the oldest first; a copy. */
    List<LiveOrder> open() {
        return byText.values().stream().filter(order -> !order.isDone()).toList();
    }

    int openCount() {
        return (int) byText.values().stream().filter(order -> !order.isDone()).count();
    }

    /**
     * Whether a protective stop waits to be sent again.
     *
     * @param venueMs the venue's clock
     */
    boolean hasAwaitingRepeat(final long venueMs) {
        return byText.values().stream().anyMatch(order -> order.awaitsRepeat() && venueMs <= order.processBeforeMs() + Judgement.SLACK_MS);
    }

    boolean hasUnknown() {
        return byText.values().stream().anyMatch(order -> order.is(Knowledge.UNKNOWN));
    }
}
