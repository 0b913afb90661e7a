package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.schema.Side;
import java.util.Arrays;

/**
 * The quantity that may still be filled of orders that may increase a position, by instrument and side. It is counted as orders change; the gate sums
 * it up over the working orders.
 */
final class PendingTotals {

    private final OrderStore orders;
    private final long[] buysE8;
    private final long[] sellsE8;

    PendingTotals(final OrderStore orders, final int instruments) {
        this.orders = orders;
        buysE8 = new long[instruments];
        sellsE8 = new long[instruments];
    }

    /** An order is new, was filled, or is done. */
    void onChange(final Order order) {
        final long nowE8 = order.mayIncrease() ? order.leavesQtyE8() : 0;
        final long byE8 = Math.subtractExact(nowE8, order.pendingE8);
        final long[] side = order.side == Side.BUY ? buysE8 : sellsE8;
        side[order.instrumentId] = Math.addExact(side[order.instrumentId], byE8);
        order.pendingE8 = nowE8;
    }

    /** Takes the working orders as they are. */
    void rebase() {
        Arrays.fill(buysE8, 0);
        Arrays.fill(sellsE8, 0);
        for (int i = 0; i < orders.workingCount(); i++) {
            orders.working(i).pendingE8 = 0;
            onChange(orders.working(i));
        }
    }

    long buysE8(final int id) {
        return buysE8[id];
    }

    long sellsE8(final int id) {
        return sellsE8[id];
    }

    /** The same, summed up over the working orders. */
    long summedE8(final int id, final Side side) {
        long sumE8 = 0;
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order order = orders.working(i);
            if (order.instrumentId == id && order.side == side && order.mayIncrease()) {
                sumE8 = Math.addExact(sumE8, order.leavesQtyE8());
            }
        }
        return sumE8;
    }
}
