package io.ringmaster.pipeline.core.order;

import io.ringmaster.schema.Side;
import java.util.ArrayList;
import java.util.List;

/** Orders on our account that we did not send: we do not manage them, but we pay for them. In the order in which they were reported. */
public final class ExternalOrders {

    private final List<External> orders = new ArrayList<>();

    private record External(long high, long low, int instrumentId, Side side, long leavesQtyE8, long limitPriceE8, boolean reduceOnly) {
    }

    /**
     * Takes the present state of one of them.
     *
     * @param high         with {@code low}, the venue's identifier of the order
     * @param leavesQtyE8  0 when the order is gone
     * @param limitPriceE8 0 for none
     */
    public void put(
        final long high, final long low, final int instrumentId, final Side side, final long leavesQtyE8, final long limitPriceE8,
        final boolean reduceOnly) {
        orders.removeIf(each -> each.high == high && each.low == low);
        if (leavesQtyE8 > 0) {
            orders.add(new External(high, low, instrumentId, side, leavesQtyE8, limitPriceE8, reduceOnly));
        }
    }

    public int count() {
        return orders.size();
    }

    public int instrumentId(final int i) {
        return orders.get(i).instrumentId;
    }

    public Side side(final int i) {
        return orders.get(i).side;
    }

    public long leavesQtyE8(final int i) {
        return orders.get(i).leavesQtyE8;
    }

    /** 0 for none. */
    public long limitPriceE8(final int i) {
        return orders.get(i).limitPriceE8;
    }

    /** Whether a fill of it adds to a position's size in the worst case. */
    public boolean mayIncrease(final int i) {
        return !orders.get(i).reduceOnly;
    }

    /** The quantity that those on one side of an instrument may add to its position in the worst case. */
    public long mayIncreaseBy(final int instrumentId, final Side side) {
        long sumE8 = 0;
        for (int i = 0; i < orders.size(); i++) {
            if (instrumentId(i) == instrumentId && side(i) == side && mayIncrease(i)) {
                sumE8 = Math.addExact(sumE8, leavesQtyE8(i));
            }
        }
        return sumE8;
    }
}
