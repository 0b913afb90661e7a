package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.Side;

/**
 * The last intents that passed, to recognise a duplicate. The position from which an intent starts belongs to it: after an order was filled, the same
 * order again is the next part of a larger one.
 */
final class RecentIntents {

    private static final int KEPT = 64;

    private final int[] instrumentId = new int[KEPT];
    private final Side[] side = new Side[KEPT];
    private final OrderPurpose[] purpose = new OrderPurpose[KEPT];
    private final long[] qtyE8 = new long[KEPT];
    private final long[] priceE8 = new long[KEPT];
    private final long[] positionE8 = new long[KEPT];
    private final long[] timeNs = new long[KEPT];
    private int next;
    private int count;

    /** @param fromE8 position the order starts from, signed */
    boolean holds(final OrderRequest order, final long fromE8, final long nowNs, final long windowNs) {
        for (int i = 0; i < count; i++) {
            if (nowNs - timeNs[i] < windowNs && isSame(i, order) && positionE8[i] == fromE8) {
                return true;
            }
        }
        return false;
    }

    void add(final OrderRequest order, final long fromE8, final long nowNs) {
        instrumentId[next] = order.instrumentId;
        side[next] = order.side;
        purpose[next] = order.purpose;
        qtyE8[next] = order.qtyE8;
        priceE8[next] = price(order);
        positionE8[next] = fromE8;
        timeNs[next] = nowNs;
        next = (next + 1) % KEPT;
        count = Math.min(KEPT, count + 1);
    }

    /** The venue refused an order that passed: the same one that follows is no duplicate. */
    void forget(final OrderRequest order) {
        for (int i = 0; i < count; i++) {
            if (isSame(i, order)) {
                timeNs[i] = Long.MIN_VALUE / 2;
            }
        }
    }

    private boolean isSame(final int i, final OrderRequest order) {
        return instrumentId[i] == order.instrumentId && side[i] == order.side && purpose[i] == order.purpose && qtyE8[i] == order.qtyE8
            && priceE8[i] == price(order);
    }

    private static long price(final OrderRequest order) {
        return order.limitPriceE8 + order.stopPriceE8;
    }
}
