package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;

/**
 * A second account beside the {@link Ledger}, without cost and realised profit: positions are sums of fills, and money is the sum of payments and
 * receipts.
 */
final class FillTotals {

    private final Ledger ledger;
    private final long[] positionE8;
    /** Cash at the start, sales less purchases, funding less fees. */
    private long paidInE8;
    /** Fills whose notional is not a whole unit or that reversed a position: the ledger may have rounded each of them in two parts. */
    private long roundingsE8;

    FillTotals(final Ledger ledger, final int instruments) {
        this.ledger = ledger;
        positionE8 = new long[instruments];
        rebase();
    }

    /** Takes the ledger's figures as they are. */
    void rebase() {
        paidInE8 = ledger.cashE8();
        for (int id = 0; id < positionE8.length; id++) {
            positionE8[id] = ledger.positionE8(id);
            paidInE8 = Math.subtractExact(paidInE8, ledger.costE8(id));
        }
    }

    void onFill(final int id, final Side side, final long qtyE8, final long priceE8, final long feeE8) {
        final long notionalE8 = FixedPoint.multiplyFloor(qtyE8, priceE8);
        final long beforeE8 = positionE8[id];
        positionE8[id] = Math.addExact(beforeE8, side == Side.BUY ? qtyE8 : -qtyE8);
        final boolean isTurned = beforeE8 != 0 && positionE8[id] != 0 && Long.signum(beforeE8) != Long.signum(positionE8[id]);
        roundingsE8 += isTurned || notionalE8 != FixedPoint.multiplyCeil(qtyE8, priceE8) ? 1 : 0;
        paidInE8 = Math.subtractExact(Math.addExact(paidInE8, side == Side.BUY ? -notionalE8 : notionalE8), feeE8);
    }

    void onFunding(final long amountE8) {
        paidInE8 = Math.addExact(paidInE8, amountE8);
    }

    /** The sum of the fills, signed. */
    long positionE8(final int id) {
        return positionE8[id];
    }

    /** Payments and receipts, and the sums of the fills at the marks. */
    long equityByFillsE8() {
        long equityE8 = paidInE8;
        for (int id = 0; id < positionE8.length; id++) {
            equityE8 = Math.addExact(equityE8, valueE8(id, positionE8[id]));
        }
        return equityE8;
    }

    /** The ledger's cash, and its positions at the marks less their cost. */
    long equityByPartsE8() {
        long equityE8 = ledger.cashE8();
        for (int id = 0; id < positionE8.length; id++) {
            equityE8 = Math.addExact(equityE8, Math.subtractExact(valueE8(id, ledger.positionE8(id)), ledger.costE8(id)));
        }
        return equityE8;
    }

    /** Until there is a mark, a position is worth its cost. */
    private long valueE8(final int id, final long qtyE8) {
        return ledger.markE8(id) == 0 ? ledger.costE8(id) : FixedPoint.multiplyHalfEven(qtyE8, ledger.markE8(id));
    }

    /** By how much the two accounts may differ. */
    long roundingsE8() {
        return roundingsE8;
    }
}
