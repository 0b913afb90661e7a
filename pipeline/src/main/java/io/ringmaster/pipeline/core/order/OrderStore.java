package io.ringmaster.pipeline.core.order;

import io.ringmaster.schema.OrderState;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Our orders: those that work, in the order in which they were sent, and the last that are done, because late reports may still name them.
 * Allocates only when more than 64 work at once.
 */
public final class OrderStore {

    private static final int DONE_KEPT = 1_024;
    private static final int INITIAL_WORKING = 64;

    private final Long2ObjectHashMap<Order> byId = new Long2ObjectHashMap<>(2 * (DONE_KEPT + INITIAL_WORKING), 0.6f);
    private final Order[] done = new Order[DONE_KEPT];
    private Order[] working = new Order[INITIAL_WORKING];
    private int workingCount;
    private int nextDone;
    private final ArrayDeque<Order> spare = new ArrayDeque<>(DONE_KEPT + INITIAL_WORKING + 1);

    public OrderStore() {
        for (int i = 0; i < DONE_KEPT + INITIAL_WORKING; i++) {
            spare.add(new Order());
        }
    }

    /** A new order with that id; its other fields are those of an older order and must be set. */
    public Order add(final long clientOrderId) {
        final Order order = spare.isEmpty() ? new Order() : spare.removeLast();
        order.clientOrderId = clientOrderId;
        byId.put(clientOrderId, order);
        if (workingCount == working.length) {
            working = Arrays.copyOf(working, 2 * workingCount);
        }
        working[workingCount++] = order;
        return order;
    }

    /** The order; null if it does not exist or was done long ago. */
    public Order find(final long clientOrderId) {
        return byId.get(clientOrderId);
    }

    /** Moves an order that is done out of the working ones. */
    public void retire(final Order order) {
        int index = 0;
        while (working[index] != order) {
            index++;
        }
        System.arraycopy(working, index + 1, working, index, workingCount - index - 1);
        working[--workingCount] = null;
        if (done[nextDone] != null) {
            byId.remove(done[nextDone].clientOrderId);
            spare.addLast(done[nextDone]);
        }
        done[nextDone] = order;
        nextDone = (nextDone + 1) % DONE_KEPT;
    }

    /** Whether the state of any order at the venue is unknown. */
    public boolean hasUnknown() {
        for (int i = 0; i < workingCount; i++) {
            if (working[i].state == OrderState.UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    public int workingCount() {
        return workingCount;
    }

    /** @param i from 0 for the oldest */
    public Order working(final int i) {
        return working[i];
    }
}
