package io.ringmaster.exchange.matching;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import io.ringmaster.units.MarginLevel;
import java.util.List;

/**
 * One cross-margined account in quote currency, in integers, exact to the last unit: at any moment
 *
 * <pre>
 *   equity = initial cash + sum of signed cash flows of fills + position x mark - fees + funding
 *          = cash + unrealised profit,      cash = initial cash + realised profit - fees + funding
 * </pre>
 *
 * where the cash flow of a fill is its notional (quantity x price, rounded half-even once). A position carries its cost, the sum of the
 * flows not realised yet; what is closed realises its share of the cost, rounded, and the rest of the cost stays, so that no unit is lost.
 */
public final class MarginAccount {

    private final long initialCashE8;
    private final int instruments;
    private final long[][] fromNotionalE8;
    private final long[][] initialRateE8;
    private final long[][] maintenanceRateE8;
    private final long[] positionE8;
    private final long[] costE8;
    private final long[] markE8;
    private final long[] openBuyE8;
    private final long[] openSellE8;
    private long realisedPnlE8;
    private long feesE8;
    private long fundingE8;

    public MarginAccount(final List<InstrumentDefinition> definitions, final long initialCashE8) {
        this.initialCashE8 = initialCashE8;
        instruments = definitions.size();
        fromNotionalE8 = new long[instruments][];
        initialRateE8 = new long[instruments][];
        maintenanceRateE8 = new long[instruments][];
        for (int i = 0; i < instruments; i++) {
            final List<MarginLevel> levels = definitions.get(i).marginLevels();
            fromNotionalE8[i] = levels.stream().mapToLong(MarginLevel::fromNotionalE8).toArray();
            initialRateE8[i] = levels.stream().mapToLong(MarginLevel::initialMarginE8).toArray();
            maintenanceRateE8[i] = levels.stream().mapToLong(MarginLevel::maintenanceMarginE8).toArray();
        }
        positionE8 = new long[instruments];
        costE8 = new long[instruments];
        markE8 = new long[instruments];
        openBuyE8 = new long[instruments];
        openSellE8 = new long[instruments];
    }

    /**
     * Takes over a position that was built before.
     *
     * @param heldCostE8 signed sum of the notionals it was built from
     */
    public void takeOver(final int instrumentId, final long heldE8, final long heldCostE8) {
        positionE8[instrumentId] = heldE8;
        costE8[instrumentId] = heldCostE8;
    }

    /**
     * Books one fill.
     *
     * @param feeRateE8 of notional
     * @return the fee; positive is paid
     */
    long onFill(final int instrumentId, final Side side, final long qtyE8, final long priceE8, final long feeRateE8) {
        final long notionalE8 = FixedPoint.multiplyHalfEven(qtyE8, priceE8);
        final long feeE8 = FixedPoint.multiplyHalfEven(notionalE8, feeRateE8);
        feesE8 += feeE8;
        if (side == Side.BUY) {
            book(instrumentId, qtyE8, notionalE8);
        } else {
            book(instrumentId, -qtyE8, -notionalE8);
        }
        return feeE8;
    }

    private void book(final int id, final long signedQtyE8, final long signedNotionalE8) {
        final long held = positionE8[id];
        final long closedE8 = Long.signum(held) == -Long.signum(signedQtyE8) ? Math.min(Math.abs(held), Math.abs(signedQtyE8)) : 0;
        final long closedCostE8 = share(costE8[id], closedE8, Math.abs(held));
        final long closedNotionalE8 = share(signedNotionalE8, closedE8, Math.abs(signedQtyE8));
        realisedPnlE8 -= closedCostE8 + closedNotionalE8;
        costE8[id] += signedNotionalE8 - closedNotionalE8 - closedCostE8;
        positionE8[id] = Math.addExact(held, signedQtyE8);
    }

    private static long share(final long amountE8, final long partE8, final long wholeE8) {
        return partE8 == 0 ? 0 : partE8 == wholeE8 ? amountE8 : FixedPoint.multiplyDivideHalfEven(amountE8, partE8, wholeE8);
    }

    /**
     * Settles funding on the position: a positive rate is paid by longs to shorts.
     *
     * @param rateE8 absolute: quote currency per unit of base
     * @return what the account received; negative is paid
     */
    public long onFunding(final int instrumentId, final long rateE8) {
        final long amountE8 = -FixedPoint.multiplyHalfEven(positionE8[instrumentId], rateE8);
        bookFunding(amountE8);
        return amountE8;
    }

    /** Books funding that was settled; positive is received. */
    public void bookFunding(final long settledE8) {
        fundingE8 += settledE8;
    }

    void mark(final int instrumentId, final long priceE8) {
        markE8[instrumentId] = priceE8;
    }

    /** What the open orders of an instrument may add to its position. */
    void setOpenOrders(final int instrumentId, final long buyQtyE8, final long sellQtyE8) {
        openBuyE8[instrumentId] = buyQtyE8;
        openSellE8[instrumentId] = sellQtyE8;
    }

    public long positionE8(final int instrumentId) {
        return positionE8[instrumentId];
    }

    /** The largest position, in size, that fills of open orders and of further quantities could lead to. */
    long worstPositionE8(final int instrumentId, final long moreBuyE8, final long moreSellE8) {
        final long longE8 = positionE8[instrumentId] + openBuyE8[instrumentId] + moreBuyE8;
        final long shortE8 = -positionE8[instrumentId] + openSellE8[instrumentId] + moreSellE8;
        return Math.max(longE8, shortE8);
    }

    /** 0 when flat. */
    public long averageEntryPriceE8(final int instrumentId) {
        return positionE8[instrumentId] == 0 ? 0 : FixedPoint.divideHalfEven(costE8[instrumentId], positionE8[instrumentId]);
    }

    /** 0 while the market says nothing. */
    public long markE8(final int instrumentId) {
        return markE8[instrumentId];
    }

    public long cashE8() {
        return initialCashE8 + realisedPnlE8 - feesE8 + fundingE8;
    }

    public long equityE8() {
        long equity = cashE8();
        for (int i = 0; i < instruments; i++) {
            if (positionE8[i] != 0) {
                equity += FixedPoint.multiplyHalfEven(positionE8[i], markE8[i]) - costE8[i];
            }
        }
        return equity;
    }

    /** Gross of fees and funding. */
    public long realisedPnlE8() {
        return realisedPnlE8;
    }

    /** Positive is paid. */
    public long feesE8() {
        return feesE8;
    }

    /** Positive is received. */
    public long fundingE8() {
        return fundingE8;
    }

    /** Initial margin of the positions alone. */
    public long marginUsedE8() {
        long sum = 0;
        for (int i = 0; i < instruments; i++) {
            sum += marginE8(initialRateE8, i, Math.abs(positionE8[i]), markE8[i]);
        }
        return sum;
    }

    public long maintenanceMarginE8() {
        long sum = 0;
        for (int i = 0; i < instruments; i++) {
            sum += marginE8(maintenanceRateE8, i, Math.abs(positionE8[i]), markE8[i]);
        }
        return sum;
    }

    /** Whether every position has a mark: otherwise equity and margin are unknown. */
    public boolean isMarked() {
        for (int i = 0; i < instruments; i++) {
            if (positionE8[i] != 0 && markE8[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a position is open and the equity does not carry it; false while a position has no mark, because nothing is known then. */
    public boolean isBelowMaintenance() {
        return isMarked() && isOpen() && equityE8() < maintenanceMarginE8();
    }

    private boolean isOpen() {
        for (int i = 0; i < instruments; i++) {
            if (positionE8[i] != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether equity covers the initial margin with these quantities more on order, or they don't raise what is needed. False while a position
     * has no mark.
     */
    boolean canCarry(final int instrumentId, final long moreBuyE8, final long moreSellE8) {
        final long worst = worstPositionE8(instrumentId, moreBuyE8, moreSellE8);
        final long now = worstPositionE8(instrumentId, 0, 0);
        if (worst <= now) {
            return true;
        }
        if (!isMarked()) {
            return false;
        }
        long required = marginE8(initialRateE8, instrumentId, worst, markE8[instrumentId]);
        for (int i = 0; i < instruments; i++) {
            if (i != instrumentId) {
                required += marginE8(initialRateE8, i, worstPositionE8(i, 0, 0), markE8[i]);
            }
        }
        return required <= equityE8();
    }

    /** The level a notional falls into applies to all of it, as the instrument definition says. */
    private long marginE8(final long[][] ratesE8, final int id, final long sizeE8, final long priceE8) {
        if (sizeE8 == 0) {
            return 0;
        }
        final long notionalE8 = FixedPoint.multiplyHalfEven(sizeE8, priceE8);
        int level = fromNotionalE8[id].length - 1;
        while (level > 0 && notionalE8 < fromNotionalE8[id][level]) {
            level--;
        }
        return FixedPoint.multiplyCeil(notionalE8, ratesE8[id][level]);
    }
}
