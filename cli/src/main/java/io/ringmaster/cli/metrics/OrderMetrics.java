package io.ringmaster.cli.metrics;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.schema.OrderState;

/** Orders and fills. */
final class OrderMetrics {

    private OrderMetrics() {
    }

    static void add(final Exposition all, final Moment moment, final Counts counts) {
        final Tally<OrderState> open = new Tally<>(OrderState.class);
        moment.openOrders().stream().map(OrderRow::state).forEach(open::add);
        all.gauge("open_orders", "Orders that may still be filled, by state",
            points -> open.forEach((state, count) -> {
                if (isOpen(state)) {
                    points.add(count, "state", state.name());
                }
            }));
        all.gauge("external_orders", "Orders on the account that others sent and that may still be filled", moment.externalOrders().size());
        all.counter("orders_sent", "Orders that were sent", counts.sent);
        all.counter("orders_ended", "Orders that ended, by outcome",
            points -> counts.outcomes.forEach((state, count) -> {
                if (!isOpen(state)) {
                    points.add(count, "outcome", state.name());
                }
            }));
        all.counter("venue_rejects", "Orders that the venue rejected, by reason", "reason", counts.rejects);
        all.counter("fills", "Fills; each counts once, however often the venue reports it", points ->
            counts.fills.forEach((kind, fills) ->
                points.add(fills.count(), "instrument", kind.get(0), "side", kind.get(1), "liquidity", kind.get(2))));
        all.counter("filled_quantity", "Filled quantity in units of the base currency", points ->
            counts.fills.forEach((kind, fills) ->
                points.add(Exposition.decimal(fills.qtyE8()), "instrument", kind.get(0), "side", kind.get(1), "liquidity", kind.get(2))));
    }

    private static boolean isOpen(final OrderState state) {
        return switch (state) {
            case PENDING_NEW, NEW, PARTIALLY_FILLED, PENDING_CANCEL, UNKNOWN -> true;
            case FILLED, CANCELED, EXPIRED, REJECTED, NULL_VAL -> false;
        };
    }
}
