package io.ringmaster.exchange.wire;

import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.function.Consumer;

/** Stops, take-profits and trailing stops of one account, which wait for the price they name. One thread. */
final class TriggerBook {

    private final List<InstrumentDefinition> instruments;
    private final AccountOrders orders;

    TriggerBook(final List<InstrumentDefinition> instruments, final AccountOrders orders) {
        this.instruments = instruments;
        this.orders = orders;
    }

    /** Takes an order that waits; returns the {@code sendStatus}. */
    String place(final AccountOrder order) {
        final InstrumentDefinition instrument = instruments.get(order.instrumentId);
        final boolean isSizeValid = order.qtyE8 >= instrument.minQtyE8() && FixedPoint.isOnStep(order.qtyE8, instrument.lotE8());
        if (!isSizeValid) {
            order.status = AccountOrder.Status.REJECTED;
            return "invalidSize";
        }
        orders.open(order, AccountOrder.Status.TRIGGER_PLACED);
        orders.report(order, "new_placed_order_by_user");
        return "placed";
    }

    /** Changes an order that waits. */
    void edit(final AccountOrder order, final long qtyE8, final long limitPriceE8, final long stopPriceE8) {
        order.qtyE8 = qtyE8;
        order.limitPriceE8 = limitPriceE8;
        order.stopPriceE8 = stopPriceE8;
        orders.touch(order);
        orders.report(order, "edited_by_user");
    }

    /**
     * The market of an instrument moved.
     *
     * @param reached takes each order whose price was reached, the oldest first
     */
    void onPrices(
        final int instrumentId, final long markE8, final long indexE8, final long lastE8, final Consumer<AccountOrder> reached) {
        for (final AccountOrder order : List.copyOf(orders.open())) {
            if (order.instrumentId == instrumentId && order.status == AccountOrder.Status.TRIGGER_PLACED) {
                final long priceE8 = switch (order.triggerSignal) {
                    case "index" -> indexE8;
                    case "last" -> lastE8;
                    default -> markE8;
                };
                if (priceE8 > 0 && Trigger.isReached(order, priceE8)) {
                    reached.accept(order);
                }
            }
        }
    }
}
