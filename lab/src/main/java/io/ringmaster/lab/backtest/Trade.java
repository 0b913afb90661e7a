package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;

/**
 * One round trip: from the fill that opens a position to the fill that closes it or takes it through zero.
 *
 * @param side     of the opening fills
 * @param strategy strategy behind the first fill
 * @param exit     closed so far; its time is 0 and its reason empty while the trade is open
 */
record Trade(long number, int instrumentId, Side side, String strategy, Leg entry, Leg exit, Costs costs) {

    /**
     * One way of the trip.
     *
     * @param timeNs     of the first opening or the last closing fill
     * @param qtyE8      in all
     * @param priceE8    of its one order at that time: the first that opened or the last that closed
     * @param notionalE8 of all its fills
     * @param reason     of that fill
     */
    record Leg(long timeNs, long qtyE8, long priceE8, long notionalE8, String reason) {

        /** Over all fills; 0 if there is none. */
        long averagePriceE8() {
            return qtyE8 == 0 ? 0 : FixedPoint.divideHalfEven(notionalE8, qtyE8);
        }
    }

    /**
     * What it cost.
     *
     * @param fills     how many there were
     * @param feesE8    positive is paid
     * @param fundingE8 positive is received
     */
    record Costs(int fills, long feesE8, long fundingE8) {
    }

    boolean isClosed() {
        return entry.qtyE8 == exit.qtyE8;
    }

    /** The profit of a closed trade before fees and funding. */
    long grossPnlE8() {
        return side == Side.BUY ? Math.subtractExact(exit.notionalE8, entry.notionalE8) : Math.subtractExact(entry.notionalE8, exit.notionalE8);
    }

    long netPnlE8() {
        return grossPnlE8() - costs.feesE8 + costs.fundingE8;
    }

    /** Average entry price over all fills, including later ones that enlarged the position. */
    long averageEntryE8() {
        return entry.averagePriceE8();
    }

    /** Average exit price over all fills so far, including those that only reduced the position; 0 if there is none. */
    long averageExitE8() {
        return exit.averagePriceE8();
    }
}
