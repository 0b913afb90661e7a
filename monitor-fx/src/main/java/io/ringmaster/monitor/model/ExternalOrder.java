package io.ringmaster.monitor.model;

import io.ringmaster.schema.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An order that works on the account and that others sent: the session does not manage it, but pays for it.
 *
 * @param sinceNs   event time at which it was reported first
 * @param changedNs event time at which it was reported last
 * @param order     as it is now
 */
public record ExternalOrder(long sinceNs, long changedNs, Event.ExternalOrder order) {

    /** Those that work at a moment, in the order in which they were reported. */
    static List<ExternalOrder> of(final Moment moment) {
        final Map<UUID, ExternalOrder> working = new LinkedHashMap<>();
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof final Event.ExternalOrder order) {
                final ExternalOrder before = working.get(order.venueOrderId());
                if (order.leavesQtyE8() == 0) {
                    working.remove(order.venueOrderId());
                } else {
                    working.put(order.venueOrderId(), new ExternalOrder(before == null ? row.timeNs() : before.sinceNs, row.timeNs(), order));
                }
            }
        }
        return List.copyOf(working.values());
    }

    public int instrument() {
        return order.instrument();
    }

    public Side side() {
        return order.side();
    }

    public long leavesQtyE8() {
        return order.leavesQtyE8();
    }

    /** 0 without one. */
    public long limitPriceE8() {
        return order.limitPriceE8();
    }

    public boolean isReduceOnly() {
        return order.isReduceOnly();
    }
}
