package io.ringmaster.exchange.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Everything that happened to the orders of one account, for the history endpoints. One thread. */
final class OrderHistory implements AccountListener {

    /** What happened to an order; the name is the history's. */
    enum Kind {
        PLACED("OrderPlaced"), UPDATED("OrderUpdated"), CANCELLED("OrderCancelled"), REJECTED("OrderRejected"),
        TRIGGER_PLACED("OrderTriggerPlaced"), TRIGGER_UPDATED("OrderTriggerUpdated"), TRIGGER_ACTIVATED("OrderTriggerActivated"),
        TRIGGER_CANCELLED("OrderTriggerCancelled");

        private final String text;

        Kind(final String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * Something that happened.
     *
     * @param before null where there was no order, or none that is known
     */
    record Event(String uid, long timeMs, Kind kind, OrderImage before, OrderImage order, String reason) {
    }

    /** A fill, and the mark at that time. */
    record Execution(AccountFill fill, long markE8) {
    }

    private final LongSupplier clockMs;
    private final Supplier<String> ids;
    private final Marks marks;
    private final List<Event> orders = new ArrayList<>();
    private final List<Event> triggers = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private final Map<String, OrderImage> last = new LinkedHashMap<>();

    /** The mark of each instrument. */
    interface Marks {

        long markE8(int instrumentId);
    }

    OrderHistory(final LongSupplier clockMs, final Supplier<String> ids, final Marks marks) {
        this.clockMs = clockMs;
        this.ids = ids;
        this.marks = marks;
    }

    @Override
    public void onOrder(final AccountOrder order, final String reason) {
        if (reason.equals("stop_order_triggered")) {
            add(triggers, Kind.TRIGGER_ACTIVATED, order, reason);
        } else if (order.status == AccountOrder.Status.TRIGGER_PLACED) {
            add(triggers, reason.equals("edited_by_user") ? Kind.TRIGGER_UPDATED : Kind.TRIGGER_PLACED, order, reason);
        } else {
            add(orders, last.containsKey(order.venueOrderId) && !reason.equals("limit_order_from_stop") ? Kind.UPDATED : Kind.PLACED, order, reason);
        }
    }

    @Override
    public void onOrderGone(final AccountOrder order, final String reason, final boolean isVerboseOnly) {
        if (reason.equals("full_fill")) {
            // One that never rested was never placed on its own.
            add(orders, last.containsKey(order.venueOrderId) ? Kind.UPDATED : Kind.PLACED, order, reason);
        } else if (isVerboseOnly) {
            add(orders, Kind.REJECTED, order, reason);
        } else if (order.isTrigger() && order.engineId == 0) {
            add(triggers, Kind.TRIGGER_CANCELLED, order, reason);
        } else {
            add(orders, Kind.CANCELLED, order, reason);
        }
        last.remove(order.venueOrderId);
    }

    @Override
    public void onFill(final AccountFill fill) {
        executions.add(new Execution(fill, marks.markE8(fill.instrumentId())));
    }

    @Override
    public void onAccount() {
        // Money is in the account log.
    }

    private void add(final List<Event> events, final Kind kind, final AccountOrder order, final String reason) {
        final OrderImage now = OrderImage.of(order);
        events.add(new Event(ids.get(), clockMs.getAsLong(), kind, last.put(order.venueOrderId, now), now, reason));
    }

    /** The oldest first. */
    List<Event> orders() {
        return orders;
    }

    /** Stops and take-profits while they wait, the oldest event first. */
    List<Event> triggers() {
        return triggers;
    }

    /** The oldest first. */
    List<Execution> executions() {
        return executions;
    }
}
