package io.ringmaster.monitor.model;

import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.VenueReason;

/**
 * One step in the life of an order.
 *
 * @param kind        what we asked the gateway for; null for a change of state
 * @param stopPriceE8 the stop price that an AMEND asks for; 0 otherwise
 */
public record OrderChange(long sequence, long timeNs, OrderKind kind, Transition transition, long cumQtyE8, long leavesQtyE8, long stopPriceE8) {

    /**
     * A change of state; all null for what we asked for.
     *
     * @param from   null unless the state changed
     * @param to     null unless the state changed
     * @param event  null unless the state changed
     * @param reason null unless the state changed
     */
    public record Transition(OrderState from, OrderState to, OrderEvent event, VenueReason reason) {

        static final Transition NONE = new Transition(null, null, null, null);
    }

    public OrderState from() {
        return transition.from();
    }

    public OrderState to() {
        return transition.to();
    }

    public OrderEvent event() {
        return transition.event();
    }

    public VenueReason reason() {
        return transition.reason();
    }


    /** Whether this is a change of state, and not something that we asked for. */
    public boolean isStateChange() {
        return kind == null;
    }
}
