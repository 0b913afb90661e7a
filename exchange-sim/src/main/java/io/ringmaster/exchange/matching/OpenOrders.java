package io.ringmaster.exchange.matching;

import io.ringmaster.schema.Side;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;

/** The open orders of one instrument in order of arrival, the ids ever used, and a pool of orders for reuse. */
final class OpenOrders {

    private final Long2ObjectHashMap<VenueOrder> byClientOrderId = new Long2ObjectHashMap<>();
    private final LongHashSet usedClientOrderIds;
    private VenueOrder[] orders = new VenueOrder[16];
    private VenueOrder[] pool = new VenueOrder[16];
    private int size;
    private int pooled;

    /** @param usedClientOrderIds of all instruments of the venue */
    OpenOrders(final LongHashSet usedClientOrderIds) {
        this.usedClientOrderIds = usedClientOrderIds;
    }

    /** A blank order; give it to {@link #add} or {@link #release}. */
    VenueOrder claim() {
        return pooled > 0 ? pool[--pooled] : new VenueOrder();
    }

    void release(final VenueOrder order) {
        if (pooled == pool.length) {
            pool = Arrays.copyOf(pool, 2 * pooled);
        }
        pool[pooled++] = order;
    }

    /** @return false if the id was used before */
    boolean markUsed(final long clientOrderId) {
        return usedClientOrderIds.add(clientOrderId);
    }

    void add(final VenueOrder order) {
        if (size == orders.length) {
            orders = Arrays.copyOf(orders, 2 * size);
        }
        orders[size++] = order;
        byClientOrderId.put(order.clientOrderId, order);
    }

    int size() {
        return size;
    }

    /** @param index 0 for the oldest; done orders stay until {@link #removeDone} */
    VenueOrder get(final int index) {
        return orders[index];
    }

    /** Null when no such order is open. */
    VenueOrder find(final long clientOrderId) {
        return byClientOrderId.get(clientOrderId);
    }

    /** Best price first, then the oldest; null when no order of that side rests. */
    VenueOrder bestResting(final Side side) {
        VenueOrder best = null;
        for (int i = 0; i < size; i++) {
            final VenueOrder order = orders[i];
            if (order.side == side && order.isResting() && (best == null || order.isBetterThan(best))) {
                best = order;
            }
        }
        return best;
    }

    /** Quantity that open orders of that side may add to a position. */
    long increasingQtyE8(final Side side) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            final VenueOrder order = orders[i];
            if (order.side == side && !order.reduceOnly) {
                sum += order.leavesE8;
            }
        }
        return sum;
    }

    /** Forgets orders without anything left to do. */
    void removeDone() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            final VenueOrder order = orders[i];
            if (order.isOpen()) {
                orders[kept++] = order;
            } else {
                byClientOrderId.remove(order.clientOrderId);
                release(order);
            }
        }
        Arrays.fill(orders, kept, size, null);
        size = kept;
    }
}
