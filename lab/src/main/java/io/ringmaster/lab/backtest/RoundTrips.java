package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.function.Consumer;

/** Puts fills together to {@linkplain Trade round trips}, one instrument at a time, exact to the last unit. */
final class RoundTrips {

    private final Consumer<Trade> closed;
    private final Open[] open;
    private long trades;

    /** The trade in the making. */
    private static final class Open {

        private Side side;
        private long entryTimeNs;
        private long exitTimeNs;
        private long qtyE8;
        private long closedQtyE8;
        private long entryE8;
        private long exitE8;
        private long feesE8;
        private long fundingE8;
        private int fills;

        private boolean isFlat() {
            return qtyE8 == closedQtyE8;
        }

        private void clear() {
            qtyE8 = 0;
            closedQtyE8 = 0;
            entryE8 = 0;
            exitE8 = 0;
            exitTimeNs = 0;
            feesE8 = 0;
            fundingE8 = 0;
            fills = 0;
        }
    }

    /** @param closed told of each trade when its position is back at zero */
    RoundTrips(final int instruments, final Consumer<Trade> closed) {
        this.closed = closed;
        open = new Open[instruments];
        for (int i = 0; i < instruments; i++) {
            open[i] = new Open();
        }
    }

    /** One fill; a fill that takes the position through zero ends one trade and begins the next, its fee shared by quantity. */
    void onFill(final int instrumentId, final long timeNs, final Side side, final long qtyE8, final long priceE8, final long feeE8) {
        final Open trade = open[instrumentId];
        if (trade.isFlat() || trade.side == side) {
            enter(trade, timeNs, side, qtyE8, priceE8, feeE8);
            return;
        }
        final long closingE8 = Math.min(qtyE8, trade.qtyE8 - trade.closedQtyE8);
        final long closingFeeE8 = closingE8 == qtyE8 ? feeE8 : FixedPoint.multiplyDivideHalfEven(feeE8, closingE8, qtyE8);
        trade.closedQtyE8 += closingE8;
        trade.exitE8 = Math.addExact(trade.exitE8, FixedPoint.multiplyFloor(closingE8, priceE8));
        trade.feesE8 += closingFeeE8;
        trade.exitTimeNs = timeNs;
        trade.fills++;
        if (trade.isFlat()) {
            closed.accept(snapshot(instrumentId, trade));
            trade.clear();
        }
        if (closingE8 < qtyE8) {
            enter(trade, timeNs, side, qtyE8 - closingE8, priceE8, feeE8 - closingFeeE8);
        }
    }

    private void enter(final Open trade, final long timeNs, final Side side, final long qtyE8, final long priceE8, final long feeE8) {
        if (trade.isFlat()) {
            trade.clear();
            trade.side = side;
            trade.entryTimeNs = timeNs;
            trades++;
        }
        trade.qtyE8 += qtyE8;
        trade.entryE8 = Math.addExact(trade.entryE8, FixedPoint.multiplyFloor(qtyE8, priceE8));
        trade.feesE8 += feeE8;
        trade.fills++;
    }

    /** Funding settled on the open position; positive is received. */
    void onFunding(final int instrumentId, final long amountE8) {
        open[instrumentId].fundingE8 += amountE8;
    }

    private Trade snapshot(final int instrumentId, final Open trade) {
        return new Trade(
            trades, instrumentId, trade.side, trade.entryTimeNs, trade.exitTimeNs, trade.qtyE8, trade.closedQtyE8, trade.entryE8,
            trade.exitE8, trade.feesE8, trade.fundingE8, trade.fills);
    }

    /** Tells of what is still open, one instrument after the other. */
    void forEachOpen(final Consumer<Trade> action) {
        for (int i = 0; i < open.length; i++) {
            if (!open[i].isFlat()) {
                action.accept(snapshot(i, open[i]));
            }
        }
    }
}
