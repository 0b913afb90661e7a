package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.function.Consumer;

/** Combines fills into {@linkplain Trade round trips}, one instrument at a time, exact to the last unit. */
final class RoundTrips {

    private final Consumer<Trade> closed;
    private final Open[] open;
    private long trades;

    /** The open trade. */
    private static final class Open {

        private long number;
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
        private OrderOrigin entry;
        private String exitReason;
        private final OrderPrice first = new OrderPrice();
        private final OrderPrice last = new OrderPrice();

        private boolean isFlat() {
            return qtyE8 == closedQtyE8;
        }

        private void begin(final long newNumber, final Fill fill) {
            number = newNumber;
            side = fill.side();
            entryTimeNs = fill.timeNs();
            exitTimeNs = 0;
            qtyE8 = 0;
            closedQtyE8 = 0;
            entryE8 = 0;
            exitE8 = 0;
            feesE8 = 0;
            fundingE8 = 0;
            fills = 0;
            entry = fill.order().origin();
            exitReason = "";
            first.begin(fill.order().clientOrderId());
            last.begin(-1);
        }
    }

    /** The total cost of one order's fills. */
    private static final class OrderPrice {

        private long clientOrderId;
        private long qtyE8;
        private long notionalE8;

        private void begin(final long id) {
            clientOrderId = id;
            qtyE8 = 0;
            notionalE8 = 0;
        }

        private void add(final long moreE8, final long moreNotionalE8) {
            qtyE8 += moreE8;
            notionalE8 = Math.addExact(notionalE8, moreNotionalE8);
        }

        private long priceE8() {
            return qtyE8 == 0 ? 0 : FixedPoint.divideHalfEven(notionalE8, qtyE8);
        }
    }

    /** @param closed receives each trade when its position is back at zero */
    RoundTrips(final int instruments, final Consumer<Trade> closed) {
        this.closed = closed;
        open = new Open[instruments];
        for (int i = 0; i < instruments; i++) {
            open[i] = new Open();
        }
    }

    /** Adds a fill. A fill through zero ends one trade and begins the next, with its fee split by quantity. */
    void onFill(final Fill fill) {
        final Open trade = open[fill.instrumentId()];
        if (trade.isFlat() || trade.side == fill.side()) {
            enter(trade, fill, fill.qtyE8(), fill.feeE8());
            return;
        }
        final long closingE8 = Math.min(fill.qtyE8(), trade.qtyE8 - trade.closedQtyE8);
        final long closingFeeE8 =
            closingE8 == fill.qtyE8() ? fill.feeE8() : FixedPoint.multiplyDivideHalfEven(fill.feeE8(), closingE8, fill.qtyE8());
        leave(trade, fill, closingE8, closingFeeE8);
        if (trade.isFlat()) {
            closed.accept(snapshot(fill.instrumentId(), trade));
        }
        if (closingE8 < fill.qtyE8()) {
            enter(trade, fill, fill.qtyE8() - closingE8, fill.feeE8() - closingFeeE8);
        }
    }

    private void enter(final Open trade, final Fill fill, final long qtyE8, final long feeE8) {
        if (trade.isFlat()) {
            trade.begin(++trades, fill);
        }
        final long notionalE8 = FixedPoint.multiplyFloor(qtyE8, fill.priceE8());
        if (trade.first.clientOrderId == fill.order().clientOrderId()) {
            trade.first.add(qtyE8, notionalE8);
        }
        trade.qtyE8 += qtyE8;
        trade.entryE8 = Math.addExact(trade.entryE8, notionalE8);
        trade.feesE8 += feeE8;
        trade.fills++;
    }

    private static void leave(final Open trade, final Fill fill, final long qtyE8, final long feeE8) {
        final long notionalE8 = FixedPoint.multiplyFloor(qtyE8, fill.priceE8());
        if (trade.last.clientOrderId != fill.order().clientOrderId()) {
            trade.last.begin(fill.order().clientOrderId());
        }
        trade.last.add(qtyE8, notionalE8);
        trade.closedQtyE8 += qtyE8;
        trade.exitE8 = Math.addExact(trade.exitE8, notionalE8);
        trade.feesE8 += feeE8;
        trade.exitTimeNs = fill.timeNs();
        trade.exitReason = fill.order().origin().reason();
        trade.fills++;
    }

    /** Adds funding settled on the open position; positive is received. */
    void onFunding(final int instrumentId, final long amountE8) {
        open[instrumentId].fundingE8 += amountE8;
    }

    private static Trade snapshot(final int instrumentId, final Open trade) {
        final boolean isClosed = trade.isFlat();
        return new Trade(
            trade.number, instrumentId, trade.side, trade.entry.strategy(),
            new Trade.Leg(trade.entryTimeNs, trade.qtyE8, trade.first.priceE8(), trade.entryE8, trade.entry.reason()),
            new Trade.Leg(
                isClosed ? trade.exitTimeNs : 0, trade.closedQtyE8, trade.last.priceE8(), trade.exitE8, isClosed ? trade.exitReason : ""),
            new Trade.Costs(trade.fills, trade.feesE8, trade.fundingE8));
    }

    /** Passes the trades that are still open, one instrument after the other. */
    void forEachOpen(final Consumer<Trade> action) {
        for (int i = 0; i < open.length; i++) {
            if (!open[i].isFlat()) {
                action.accept(snapshot(i, open[i]));
            }
        }
    }
}
