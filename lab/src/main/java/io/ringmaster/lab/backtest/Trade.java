package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;

/**
 * One round trip: from the fill that opens a position to the fill that closes it or takes it through zero.
 *
 * @param side         of the opening fills
 * @param exitTimeNs   of the last closing fill; 0 while open
 * @param qtyE8        total opened quantity
 * @param closedQtyE8  quantity closed so far
 * @param entryPriceE8 average price of the first order, at the time of the entry
 * @param exitPriceE8  average price of the last order, at the time of the exit
 * @param entryE8      notional of the opening fills
 * @param exitE8       notional of the closing fills
 * @param feesE8       positive is paid
 * @param fundingE8    positive is received
 * @param entryReason  reason of the first fill
 * @param exitReason   reason of the last fill; empty while open
 * @param strategy     strategy behind the first fill
 */
record Trade(
    long number, int instrumentId, Side side, long entryTimeNs, long exitTimeNs, long qtyE8, long closedQtyE8, long entryPriceE8,
    long exitPriceE8, long entryE8, long exitE8, long feesE8, long fundingE8, int fills, String entryReason, String exitReason, String strategy) {

    boolean isClosed() {
        return qtyE8 == closedQtyE8;
    }

    /** The profit of a closed trade before fees and funding. */
    long grossPnlE8() {
        return side == Side.BUY ? Math.subtractExact(exitE8, entryE8) : Math.subtractExact(entryE8, exitE8);
    }

    long netPnlE8() {
        return grossPnlE8() - feesE8 + fundingE8;
    }

    /** Average entry price over all fills, including later ones that enlarged the position. */
    long averageEntryE8() {
        return FixedPoint.divideHalfEven(entryE8, qtyE8);
    }

    /** Average exit price over all fills so far, including those that only reduced the position; 0 if there is none. */
    long averageExitE8() {
        return closedQtyE8 == 0 ? 0 : FixedPoint.divideHalfEven(exitE8, closedQtyE8);
    }
}
