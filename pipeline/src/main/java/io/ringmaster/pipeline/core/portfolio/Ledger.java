package io.ringmaster.pipeline.core.portfolio;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/**
 * Positions, cash and profit in integers, exact to the last unit (1e-8 of quote currency).
 *
 * <p>A fill's notional is exact: price steps times quantity steps are whole units, which the constructor requires. The cost of a position is the
 * signed sum of the notionals that built it. A reduction takes away cost in proportion, rounded half-even. The part that is taken and the part that
 * remains always add up to the whole, so no unit is lost:
 *
 * <pre>
 *   cash   = initial + realised - fees + funding
 *   equity = cash + (position x mark - cost), summed over instruments
 *          = initial + sum of signed fill notionals + position x mark - fees + funding
 * </pre>
 *
 * <p>Linear contracts only: profit is in quote currency.
 */
public final class Ledger {

    private static final long DAY_NS = 86_400_000_000_000L;

    private final long initialCashE8;
    private final Account[] accounts;
    private long realisedE8;
    private long feesE8;
    private long fundingE8;
    private long unrealisedE8;
    private long highestEquityE8;
    private long dayStartEquityE8;
    private long day = Long.MIN_VALUE;

    /** One instrument. */
    private static final class Account {

        private long positionE8;
        private long costE8;
        private long markE8;
        private long unrealisedE8;
    }

    /** @throws IllegalArgumentException if an instrument's steps do not multiply to whole units */
    public Ledger(final List<InstrumentDefinition> instruments, final long initialCashE8) {
        this.initialCashE8 = initialCashE8;
        highestEquityE8 = initialCashE8;
        dayStartEquityE8 = initialCashE8;
        accounts = new Account[instruments.size()];
        for (int i = 0; i < accounts.length; i++) {
            final InstrumentDefinition instrument = instruments.get(i);
            if (Math.multiplyExact(instrument.tickE8(), instrument.lotE8()) % FixedPoint.ONE != 0) {
                throw new IllegalArgumentException("tick times lot of " + instrument.symbol() + " must be a multiple of 0.00000001: tick="
                    + FixedPoint.format(instrument.tickE8()) + " lot=" + FixedPoint.format(instrument.lotE8()));
            }
            accounts[i] = new Account();
        }
    }

    /** Takes the event time; returns whether a new UTC day has begun, which starts its own count of losses. */
    public boolean onTime(final long timeNs) {
        final long today = Math.floorDiv(timeNs, DAY_NS);
        if (today == day) {
            return false;
        }
        day = today;
        dayStartEquityE8 = equityE8();
        return true;
    }

    /**
     * A fill of ours.
     *
     * @param feeE8 positive is paid
     * @return profit it realised, before fees
     */
    public long onFill(final int instrumentId, final Side side, final long qtyE8, final long priceE8, final long feeE8) {
        final Account account = accounts[instrumentId];
        final long signedQtyE8 = side == Side.BUY ? qtyE8 : -qtyE8;
        final long before = account.positionE8;
        final long closedE8 = Long.signum(before) == -Long.signum(signedQtyE8) ? Math.min(Math.abs(before), qtyE8) : 0;
        long realised = 0;
        if (closedE8 > 0) {
            final long costTaken = closedE8 == Math.abs(before)
                ? account.costE8 : FixedPoint.multiplyDivideHalfEven(account.costE8, closedE8, Math.abs(before));
            final long proceeds = Long.signum(before) * FixedPoint.multiplyFloor(closedE8, priceE8);
            realised = Math.subtractExact(proceeds, costTaken);
            account.costE8 -= costTaken;
        }
        final long openedE8 = qtyE8 - closedE8;
        account.costE8 = Math.addExact(account.costE8, Long.signum(signedQtyE8) * FixedPoint.multiplyFloor(openedE8, priceE8));
        account.positionE8 = Math.addExact(before, signedQtyE8);
        realisedE8 = Math.addExact(realisedE8, realised);
        feesE8 = Math.addExact(feesE8, feeE8);
        revalue(account);
        return realised;
    }

    /** Funding settled; positive is received. */
    public void onFunding(final long amountE8) {
        fundingE8 = Math.addExact(fundingE8, amountE8);
        noteHigh();
    }

    /** A new mark. */
    public void onMark(final int instrumentId, final long markPriceE8) {
        final Account account = accounts[instrumentId];
        account.markE8 = markPriceE8;
        if (account.positionE8 != 0) {
            revalue(account);
        }
    }

    private void revalue(final Account account) {
        final long unrealised = unrealisedAtE8(account, account.markE8);
        unrealisedE8 = Math.addExact(unrealisedE8, unrealised - account.unrealisedE8);
        account.unrealisedE8 = unrealised;
        noteHigh();
    }

    private static long unrealisedAtE8(final Account account, final long markE8) {
        return markE8 == 0 ? 0 : Math.subtractExact(FixedPoint.multiplyHalfEven(account.positionE8, markE8), account.costE8);
    }

    private void noteHigh() {
        highestEquityE8 = Math.max(highestEquityE8, equityE8());
    }

    /** Signed. */
    public long positionE8(final int instrumentId) {
        return accounts[instrumentId].positionE8;
    }

    /** Signed sum of the notionals the position was built from. */
    public long costE8(final int instrumentId) {
        return accounts[instrumentId].costE8;
    }

    /** Rounded half-even; 0 when flat. */
    public long averageEntryPriceE8(final int instrumentId) {
        final Account account = accounts[instrumentId];
        return account.positionE8 == 0 ? 0 : FixedPoint.divideHalfEven(account.costE8, account.positionE8);
    }

    /** 0 before the first. */
    public long markE8(final int instrumentId) {
        return accounts[instrumentId].markE8;
    }

    public long cashE8() {
        return initialCashE8 + realisedE8 - feesE8 + fundingE8;
    }

    public long equityE8() {
        return cashE8() + unrealisedE8;
    }

    /** Equity if one instrument had this mark. */
    public long equityAtE8(final int instrumentId, final long markE8) {
        final Account account = accounts[instrumentId];
        return account.positionE8 == 0 ? equityE8() : equityE8() - account.unrealisedE8 + unrealisedAtE8(account, markE8);
    }

    /** Before fees and funding. */
    public long realisedPnlE8() {
        return realisedE8;
    }

    public long unrealisedPnlE8() {
        return unrealisedE8;
    }

    public long unrealisedPnlE8(final int instrumentId) {
        return accounts[instrumentId].unrealisedE8;
    }

    public long feesE8() {
        return feesE8;
    }

    /** Positive is received. */
    public long fundingE8() {
        return fundingE8;
    }

    /** Highest equity so far. */
    public long highestEquityE8() {
        return highestEquityE8;
    }

    /** Equity when the UTC day of event time began. */
    public long dayStartEquityE8() {
        return dayStartEquityE8;
    }

    /** Sum over instruments of |position| at its mark. */
    public long grossNotionalE8() {
        long gross = 0;
        for (final Account account : accounts) {
            if (account.positionE8 != 0) {
                gross = Math.addExact(gross, FixedPoint.multiplyCeil(Math.abs(account.positionE8), account.markE8));
            }
        }
        return gross;
    }
}
