package io.ringmaster.monitor.model;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.List;

/**
 * Positions and money while they are folded from fills, funding and marks, by the same arithmetic as the engine's account: equity is cash and
 * unrealised profit at the mark, to the last unit. One thread.
 */
final class Ledger {

    private static final long DAY_NS = 86_400_000_000_000L;

    private final long[] positionsE8;
    private final long[] costsE8;
    private final long[] marksE8;
    private final long[] unrealisedsE8;
    private long initialCashE8;
    private long realisedE8;
    private long unrealisedE8;
    private long feesE8;
    private long fundingE8;
    private long highestEquityE8;
    private long dayStartEquityE8;
    private long worstDrawdownE8;
    private long worstSequence;
    private long day = Long.MIN_VALUE;

    Ledger(final int instruments, final long initialCashE8) {
        positionsE8 = new long[instruments];
        costsE8 = new long[instruments];
        marksE8 = new long[instruments];
        unrealisedsE8 = new long[instruments];
        this.initialCashE8 = initialCashE8;
        highestEquityE8 = initialCashE8;
        dayStartEquityE8 = initialCashE8;
    }

    private Ledger(final Ledger from) {
        positionsE8 = from.positionsE8.clone();
        costsE8 = from.costsE8.clone();
        marksE8 = from.marksE8.clone();
        unrealisedsE8 = from.unrealisedsE8.clone();
        initialCashE8 = from.initialCashE8;
        realisedE8 = from.realisedE8;
        unrealisedE8 = from.unrealisedE8;
        feesE8 = from.feesE8;
        fundingE8 = from.fundingE8;
        highestEquityE8 = from.highestEquityE8;
        dayStartEquityE8 = from.dayStartEquityE8;
        worstDrawdownE8 = from.worstDrawdownE8;
        worstSequence = from.worstSequence;
        day = from.day;
    }

    Ledger copy() {
        return new Ledger(this);
    }

    void onTime(final long timeNs) {
        if (timeNs >= day * DAY_NS + DAY_NS || day == Long.MIN_VALUE) {
            day = Math.floorDiv(timeNs, DAY_NS);
            dayStartEquityE8 = equityE8();
        }
    }

    void onFill(final int i, final Side side, final long qtyE8, final long priceE8, final long feeE8, final long sequence) {
        final long signed = side == Side.BUY ? qtyE8 : -qtyE8;
        final long before = positionsE8[i];
        final long closed = Long.signum(before) == -Long.signum(signed) ? Math.min(Math.abs(before), qtyE8) : 0;
        if (closed > 0) {
            final long cost = closed == Math.abs(before) ? costsE8[i] : FixedPoint.multiplyDivideHalfEven(costsE8[i], closed, Math.abs(before));
            realisedE8 += Long.signum(before) * FixedPoint.multiplyFloor(closed, priceE8) - cost;
            costsE8[i] -= cost;
        }
        costsE8[i] += Long.signum(signed) * FixedPoint.multiplyFloor(qtyE8 - closed, priceE8);
        positionsE8[i] = before + signed;
        feesE8 += feeE8;
        revalue(i, sequence);
    }

    void onFunding(final long amountE8, final long sequence) {
        fundingE8 += amountE8;
        note(sequence);
    }

    void onMark(final int i, final long markE8, final long sequence) {
        if (marksE8[i] != markE8) {
            marksE8[i] = markE8;
            if (positionsE8[i] != 0) {
                revalue(i, sequence);
            }
        }
    }

    /** Takes over what the engine wrote, for a journal that was cut behind its beginning. */
    void adopt(final PortfolioRow row) {
        final int i = row.instrument();
        positionsE8[i] = row.positionQtyE8();
        marksE8[i] = row.markPriceE8();
        costsE8[i] = FixedPoint.multiplyHalfEven(row.positionQtyE8(), row.averageEntryPriceE8());
        realisedE8 = row.realisedPnlE8();
        feesE8 = row.feesE8();
        fundingE8 = row.fundingE8();
        initialCashE8 = row.cashE8() - realisedE8 + feesE8 - fundingE8;
        unrealisedE8 -= unrealisedsE8[i];
        unrealisedsE8[i] = 0;
        revalue(i, row.sequence());
        highestEquityE8 = equityE8();
        dayStartEquityE8 = equityE8();
        worstDrawdownE8 = 0;
    }

    private void revalue(final int i, final long sequence) {
        final long value = marksE8[i] == 0 ? costsE8[i] : FixedPoint.multiplyHalfEven(positionsE8[i], marksE8[i]);
        final long unrealised = value - costsE8[i];
        unrealisedE8 += unrealised - unrealisedsE8[i];
        unrealisedsE8[i] = unrealised;
        note(sequence);
    }

    private void note(final long sequence) {
        final long equity = equityE8();
        if (equity >= highestEquityE8) {
            highestEquityE8 = equity;
        } else if (highestEquityE8 > 0) {
            final long drawdown = Shares.of(highestEquityE8 - equity, highestEquityE8);
            if (drawdown > worstDrawdownE8) {
                worstDrawdownE8 = drawdown;
                worstSequence = sequence;
            }
        }
    }

    long cashE8() {
        return initialCashE8 + realisedE8 - feesE8 + fundingE8;
    }

    long equityE8() {
        return cashE8() + unrealisedE8;
    }

    long highestEquityE8() {
        return highestEquityE8;
    }

    long grossNotionalE8() {
        long gross = 0;
        for (int i = 0; i < positionsE8.length; i++) {
            gross += positionsE8[i] == 0 ? 0 : Math.abs(FixedPoint.multiplyHalfEven(positionsE8[i], marksE8[i]));
        }
        return gross;
    }

    AccountView view() {
        final int count = positionsE8.length;
        final PositionView[] positions = new PositionView[count];
        for (int i = 0; i < count; i++) {
            final long average = positionsE8[i] == 0 ? 0 : FixedPoint.divideHalfEven(costsE8[i], positionsE8[i]);
            positions[i] = new PositionView(i, positionsE8[i], average, marksE8[i], unrealisedsE8[i]);
        }
        return new AccountView(
            List.of(positions), new AccountView.Money(initialCashE8, cashE8(), equityE8(), realisedE8, unrealisedE8, feesE8, fundingE8),
            new AccountView.Extremes(highestEquityE8, dayStartEquityE8, worstDrawdownE8, worstSequence));
    }
}
