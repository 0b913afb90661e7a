package io.ringmaster.pipeline.core.account;

import io.ringmaster.inference.AccountSettings;
import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/**
 * The virtual account of a whole policy: its targets followed with the prices and costs of the accounts of strategies. It is in the ledger that the
 * policy observes, so what a policy is scored by and what it sees are the same.
 *
 * <pre>
 *   LONG, SHORT   equity x exposure / mark, rounded down to the lot; 0 below the smallest order; a change below the dead band waits
 *   FLAT          no position
 *   HOLD          nothing changes
 *   stop          once a mark is at or beyond the target's stop, no position until the next target
 * </pre>
 *
 * <p>It trades at the first price after the event of the target or of the mark, as a taker. It knows no limits, no sizing rules and no stop that the
 * policy did not name. Exact to the last unit. Allocates nothing after construction. One thread; {@link AccountFeed} calls it in the right order.
 */
public final class PolicyAccount implements PricedAccounts {

    private final Rules rules;
    private final Ledger ledger;
    private final Fills fills;
    private final Holding[] holdings;
    private final long initialEquityE8;
    private long highestEquityE8;
    private long drawdownE8;
    private long trades;

    /**
     * @param costs      slippage and usual funding rate; the notional does not apply
     * @param deadBandE8 a change of a position by less than this share of equity is not worth a trade
     */
    public record Rules(AccountSettings costs, long deadBandE8) { }

    /** Receives the fills. */
    @FunctionalInterface
    public interface Fills {

        /** @param isStop whether a stop closes the position */
        void onFill(int instrumentId, Side side, long qtyE8, long priceE8, long feeE8, long timeNs, boolean isStop);
    }

    /** One instrument. */
    private static final class Holding {

        private final AccountMarket market;
        private long wishedE8;
        private long stopPriceE8 = Target.NO_PRICE;
        private boolean isStopped;
        private long fundingIndexE8;
        private long timeNs;

        private Holding(final InstrumentDefinition instrument) {
            market = new AccountMarket(instrument, 1);
        }

        private void want(final long positionE8, final long stopE8) {
            wishedE8 = positionE8;
            stopPriceE8 = stopE8;
            isStopped = false;
        }
    }

    /**
     * @param ledger holds the account; only this and {@code fills} change it
     * @param fills  books the fills into the ledger
     */
    public PolicyAccount(final Rules rules, final List<InstrumentDefinition> instruments, final Ledger ledger, final Fills fills) {
        this.rules = rules;
        this.ledger = ledger;
        this.fills = fills;
        holdings = instruments.stream().map(Holding::new).toArray(Holding[]::new);
        initialEquityE8 = ledger.equityE8();
        highestEquityE8 = initialEquityE8;
    }

    /** The policy decides. */
    public void onTarget(final Target target) {
        final Holding one = holdings[target.instrumentId];
        switch (target.signal) {
            case LONG, SHORT -> follow(one, target);
            case FLAT -> one.want(0, Target.NO_PRICE);
            case HOLD -> {
                // The account keeps what it has, or waits for.
            }
            case NULL_VAL -> throw new IllegalArgumentException("the target has no signal");
        }
    }

    private void follow(final Holding one, final Target target) {
        final long markE8 = one.market.markE8();
        final long equityE8 = ledger.equityE8();
        if (markE8 <= 0 || equityE8 <= 0) {
            return;
        }
        final long notionalE8 = FixedPoint.multiplyFloor(equityE8, Math.abs(target.exposureE8));
        final long wishedE8 = Long.signum(target.exposureE8) * one.market.qtyE8(notionalE8, markE8);
        final long positionE8 = ledger.positionE8(target.instrumentId);
        one.want(isWorthATrade(wishedE8, positionE8, markE8, equityE8) ? wishedE8 : positionE8, target.stopPriceE8);
    }

    private boolean isWorthATrade(final long wishedE8, final long positionE8, final long markE8, final long equityE8) {
        return wishedE8 == 0 || Long.signum(wishedE8) != Long.signum(positionE8)
            || FixedPoint.multiplyFloor(Math.abs(wishedE8 - positionE8), markE8) >= FixedPoint.multiplyFloor(equityE8, rules.deadBandE8);
    }

    /** The policy is silent from now on: the account leaves its positions. */
    public void onSilenced() {
        for (final Holding one : holdings) {
            one.want(0, Target.NO_PRICE);
        }
    }

    @Override
    public void onTime(final int instrumentId, final long timeNs) {
        final Holding one = holdings[instrumentId];
        one.timeNs = timeNs;
        one.market.onTime(timeNs, rules.costs.fundingRateE8());
        final long growthE8 = one.market.fundingIndexE8() - one.fundingIndexE8;
        if (growthE8 != 0) {
            one.fundingIndexE8 = one.market.fundingIndexE8();
            ledger.onFunding(-FixedPoint.multiplyHalfEven(ledger.positionE8(instrumentId), growthE8));
        }
    }

    @Override
    public void onTouch(final int instrumentId, final long bidPriceE8, final long askPriceE8, final AccountTrades out) {
        if (bidPriceE8 > 0 && askPriceE8 > 0) {
            fill(instrumentId, bidPriceE8, askPriceE8);
        }
    }

    @Override
    public void onPrice(final int instrumentId, final long priceE8, final AccountTrades out) {
        if (priceE8 > 0) {
            final long slippageE8 = FixedPoint.multiplyFloor(priceE8, rules.costs.slippageE8());
            fill(instrumentId, priceE8 - slippageE8, Math.addExact(priceE8, slippageE8));
        }
    }

    private void fill(final int instrumentId, final long sellAtE8, final long buyAtE8) {
        final Holding one = holdings[instrumentId];
        final long boughtE8 = Math.subtractExact(one.wishedE8, ledger.positionE8(instrumentId));
        if (boughtE8 == 0) {
            return;
        }
        final Side side = boughtE8 > 0 ? Side.BUY : Side.SELL;
        final long priceE8 = side == Side.BUY ? one.market.buyPriceE8(buyAtE8) : one.market.sellPriceE8(sellAtE8);
        final long qtyE8 = Math.abs(boughtE8);
        final long feeE8 = one.market.feeE8(FixedPoint.multiplyHalfEven(qtyE8, priceE8));
        fills.onFill(instrumentId, side, qtyE8, priceE8, feeE8, one.timeNs, one.isStopped);
        trades++;
        noteEquity();
    }

    @Override
    public void onMark(final int instrumentId, final long markPriceE8) {
        final Holding one = holdings[instrumentId];
        one.market.onMark(markPriceE8);
        ledger.onMark(instrumentId, markPriceE8);
        final long positionE8 = ledger.positionE8(instrumentId);
        if (positionE8 != 0 && one.stopPriceE8 != Target.NO_PRICE && markPriceE8 > 0
            && (positionE8 > 0 ? markPriceE8 <= one.stopPriceE8 : markPriceE8 >= one.stopPriceE8)) {
            one.want(0, Target.NO_PRICE);
            one.isStopped = true;
        }
        noteEquity();
    }

    private void noteEquity() {
        final long equityE8 = ledger.equityE8();
        if (equityE8 >= highestEquityE8) {
            highestEquityE8 = equityE8;
        } else if (highestEquityE8 > 0) {
            drawdownE8 = Math.max(drawdownE8, FixedPoint.multiplyDivideFloor(highestEquityE8 - equityE8, FixedPoint.ONE, highestEquityE8));
        }
    }

    @Override
    public void onFundingRate(final int instrumentId, final long rateE8) {
        holdings[instrumentId].market.onFundingRate(rateE8);
    }

    @Override
    public void onFeedDown(final int instrumentId) {
        holdings[instrumentId].market.onFeedDown();
    }

    /** Profit after all costs with positions at their last marks. */
    public long netE8() {
        return ledger.equityE8() - initialEquityE8;
    }

    /** Signed. */
    public long positionE8(final int instrumentId) {
        return ledger.positionE8(instrumentId);
    }

    /** Paid so far. */
    public long feesE8() {
        return ledger.feesE8();
    }

    /** Received so far; negative is paid. */
    public long fundingE8() {
        return ledger.fundingE8();
    }

    /** Largest loss since a highest value, as a share of it. */
    public long drawdownE8() {
        return drawdownE8;
    }

    /** Trades so far; a reversal is one. */
    public long trades() {
        return trades;
    }
}
