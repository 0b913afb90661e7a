package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Side;

/**
 * One round trip: from the fill that opened a position to the one that closed it, or took it through zero.
 *
 * @param side        of the opening fills
 * @param exitTimeNs  of the last closing fill; 0 while open
 * @param qtyE8       opened in all
 * @param closedQtyE8 closed so far
 * @param entryE8     notional of the opening fills
 * @param exitE8      notional of the closing fills
 * @param feesE8      positive is paid
 * @param fundingE8   positive is received
 */
record Trade(
    long number, int instrumentId, Side side, long entryTimeNs, long exitTimeNs, long qtyE8, long closedQtyE8, long entryE8, long exitE8,
    long feesE8, long fundingE8, int fills) {

    boolean isClosed() {
        return qtyE8 == closedQtyE8;
    }

    /** Before fees and funding; of a closed trade. */
    long grossPnlE8() {
        return side == Side.BUY ? Math.subtractExact(exitE8, entryE8) : Math.subtractExact(entryE8, exitE8);
    }

    long netPnlE8() {
        return grossPnlE8() - feesE8 + fundingE8;
    }
}
