package io.ringmaster.pipeline.core.account;

import io.ringmaster.inference.AccountSettings;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/**
 * One account for each strategy. It follows the strategy's signal alone, with a position of a fixed notional: long, short or flat, entered and left as a
 * taker at the first price after the signal. Its cash begins at 0, so what it is worth is the strategy's profit after fees, slippage and funding.
 *
 * <pre>
 *   cash = what sales brought - what purchases cost - fees + funding settled with a trade
 *   net  = cash + position x mark + funding since the last trade
 * </pre>
 *
 * <p>Everything is an integer, exact to the last unit (1e-8 of quote currency). The price of a trade is a whole number of ticks and its quantity one of
 * lots, so its notional is exact. Fees, the value at a mark and funding are rounded half-even, each once. Overflow throws.
 *
 * <p>A change of a signal costs O(1), a price O(accounts that wait for it), a bar nothing. Allocates nothing after construction, beyond what {@link
 * AccountTrades} does. One thread. {@link AccountFeed} calls it in the right order for each event.
 */
public final class VirtualAccounts implements PricedAccounts {

    private final AccountSettings settings;
    private final AccountMarket[] markets;
    private final int[] instrumentOf;
    private final byte[] wanted;
    /** The side that was traded last; its position is 0 if the notional did not buy the smallest order. */
    private final byte[] held;
    private final int[] trades;
    private final long[] positionE8;
    private final long[] entryPriceE8;
    private final long[] cashE8;
    private final long[] feesE8;
    private final long[] fundingE8;
    /** Index of the instrument's funding at the last trade. */
    private final long[] fundingIndexE8;

    /**
     * @param instrumentIds by strategy index, the instrument that it trades
     * @throws IllegalArgumentException if an instrument's steps do not multiply to whole units
     */
    public VirtualAccounts(final AccountSettings settings, final List<InstrumentDefinition> instruments, final int[] instrumentIds) {
        this.settings = settings;
        final int strategies = instrumentIds.length;
        markets = new AccountMarket[instruments.size()];
        for (int i = 0; i < markets.length; i++) {
            markets[i] = new AccountMarket(instruments.get(i), strategies);
        }
        instrumentOf = instrumentIds.clone();
        wanted = new byte[strategies];
        held = new byte[strategies];
        trades = new int[strategies];
        positionE8 = new long[strategies];
        entryPriceE8 = new long[strategies];
        cashE8 = new long[strategies];
        feesE8 = new long[strategies];
        fundingE8 = new long[strategies];
        fundingIndexE8 = new long[strategies];
    }

    /**
     * Goes on with the accounts of another configuration: their positions, cash and signals, and the funding of the instruments. An account whose
     * strategy is new, or trades another instrument now, begins anew. A new notional applies from the next entry on.
     *
     * @param indexBefore by strategy index, its index in {@code before}; -1 for a new strategy
     */
    public void takeOver(final VirtualAccounts before, final int[] indexBefore) {
        for (int i = 0; i < Math.min(markets.length, before.markets.length); i++) {
            markets[i].takeOver(before.markets[i]);
        }
        for (int i = 0; i < indexBefore.length; i++) {
            if (indexBefore[i] >= 0 && before.instrumentOf[indexBefore[i]] == instrumentOf[i]) {
                takeOver(before, indexBefore[i], i);
            }
        }
    }

    private void takeOver(final VirtualAccounts before, final int from, final int to) {
        held[to] = before.held[from];
        trades[to] = before.trades[from];
        positionE8[to] = before.positionE8[from];
        entryPriceE8[to] = before.entryPriceE8[from];
        cashE8[to] = before.cashE8[from];
        feesE8[to] = before.feesE8[from];
        fundingE8[to] = before.fundingE8[from];
        fundingIndexE8[to] = before.fundingIndexE8[from];
        want(to, before.wanted[from]);
    }

    // ------------------------------------------------------------------ signals

    /** A strategy says something: LONG, SHORT and FLAT are the side that its account wants from now on, HOLD changes nothing. */
    public void onSignal(final int strategyIndex, final Signal signal) {
        switch (signal) {
            case LONG -> want(strategyIndex, (byte) 1);
            case SHORT -> want(strategyIndex, (byte) -1);
            case FLAT -> want(strategyIndex, (byte) 0);
            case HOLD -> {
                // The account keeps what it has, or waits for.
            }
            case NULL_VAL -> throw new IllegalArgumentException("strategy " + strategyIndex + " gives no signal");
        }
    }

    /** A strategy is quarantined: its account leaves its position. */
    public void onSilenced(final int strategyIndex) {
        want(strategyIndex, (byte) 0);
    }

    private void want(final int i, final byte side) {
        wanted[i] = side;
        final PendingStrategies pending = markets[instrumentOf[i]].pending;
        if (side == held[i]) {
            pending.remove(i);
        } else {
            pending.add(i);
        }
    }

    // ------------------------------------------------------------------ the market

    @Override
    public void onTouch(final int instrumentId, final long bidPriceE8, final long askPriceE8, final AccountTrades out) {
        if (bidPriceE8 > 0 && askPriceE8 > 0) {
            fill(instrumentId, bidPriceE8, askPriceE8, out);
        }
    }

    @Override
    public void onPrice(final int instrumentId, final long priceE8, final AccountTrades out) {
        if (priceE8 > 0) {
            final long slippageE8 = FixedPoint.multiplyFloor(priceE8, settings.slippageE8());
            fill(instrumentId, priceE8 - slippageE8, Math.addExact(priceE8, slippageE8), out);
        }
    }

    private void fill(final int instrumentId, final long sellAtE8, final long buyAtE8, final AccountTrades out) {
        final AccountMarket market = markets[instrumentId];
        int i = market.pending.next(0);
        if (i < 0) {
            return;
        }
        final long sellPriceE8 = market.sellPriceE8(sellAtE8);
        final long buyPriceE8 = market.buyPriceE8(buyAtE8);
        final long shortQtyE8 = market.qtyE8(settings.notionalE8(), sellPriceE8);
        final long longQtyE8 = market.qtyE8(settings.notionalE8(), buyPriceE8);
        for (; i >= 0; i = market.pending.next(i + 1)) {
            final long targetE8 = wanted[i] > 0 ? longQtyE8 : wanted[i] < 0 ? -shortQtyE8 : 0;
            trade(market, i, targetE8, wanted[i] > held[i] ? buyPriceE8 : sellPriceE8, out);
            held[i] = wanted[i];
            market.pending.remove(i);
        }
    }

    private void trade(final AccountMarket market, final int i, final long targetE8, final long priceE8, final AccountTrades out) {
        final long boughtE8 = Math.subtractExact(targetE8, positionE8[i]);
        if (boughtE8 == 0) {
            return;
        }
        final long closedE8 = FixedPoint.multiplyHalfEven(positionE8[i], priceE8);
        final long openedE8 = FixedPoint.multiplyHalfEven(targetE8, priceE8);
        final long feeE8 = Math.addExact(market.feeE8(closedE8), market.feeE8(openedE8));
        final long settledE8 = accruedE8(i);
        fundingE8[i] = Math.addExact(fundingE8[i], settledE8);
        feesE8[i] = Math.addExact(feesE8[i], feeE8);
        cashE8[i] = Math.addExact(cashE8[i], Math.subtractExact(Math.addExact(closedE8 - openedE8, settledE8), feeE8));
        positionE8[i] = targetE8;
        entryPriceE8[i] = targetE8 == 0 ? 0 : priceE8;
        fundingIndexE8[i] = market.fundingIndexE8();
        trades[i]++;
        note(i, boughtE8 > 0 ? Side.BUY : Side.SELL, priceE8, out.add());
    }

    private void note(final int i, final Side side, final long priceE8, final AccountTrade out) {
        out.strategyIndex = i;
        out.instrumentId = instrumentOf[i];
        out.side = side;
        out.priceE8 = priceE8;
        out.positionE8 = positionE8[i];
        out.cashE8 = cashE8[i];
        out.feesE8 = feesE8[i];
        out.fundingE8 = fundingE8[i];
        out.fundingIndexE8 = fundingIndexE8[i];
        out.trades = trades[i];
    }

    @Override
    public void onMark(final int instrumentId, final long markPriceE8) {
        markets[instrumentId].onMark(markPriceE8);
    }

    @Override
    public void onFundingRate(final int instrumentId, final long rateE8) {
        markets[instrumentId].onFundingRate(rateE8);
    }

    @Override
    public void onFeedDown(final int instrumentId) {
        markets[instrumentId].onFeedDown();
    }

    /**
     * Charges funding at each multiple of the instrument's interval up to this time, on the positions that there are, at the rate and mark that were
     * known last. Call it with the time of a price before the price.
     */
    @Override
    public void onTime(final int instrumentId, final long timeNs) {
        markets[instrumentId].onTime(timeNs, settings.fundingRateE8());
    }

    // ------------------------------------------------------------------ the accounts

    /** Number of accounts. */
    public int size() {
        return instrumentOf.length;
    }

    /** Number of instruments. */
    public int instruments() {
        return markets.length;
    }

    /** The instrument that a strategy trades. */
    public int instrumentId(final int strategyIndex) {
        return instrumentOf[strategyIndex];
    }

    /** Profit after all costs with the position at this mark, funding until now included. A few nanoseconds; less while flat. */
    public long netE8(final int strategyIndex, final long markPriceE8) {
        final long position = positionE8[strategyIndex];
        if (position == 0) {
            return cashE8[strategyIndex];
        }
        final long worthE8 = Math.addExact(cashE8[strategyIndex], FixedPoint.multiplyHalfEven(position, markPriceE8));
        return Math.addExact(worthE8, accruedE8(strategyIndex));
    }

    /** The same with the position at the instrument's last mark; 0 before the first. */
    public long netE8(final int strategyIndex) {
        return netE8(strategyIndex, markets[instrumentOf[strategyIndex]].markE8());
    }

    /** Funding of the position since the last trade. */
    private long accruedE8(final int i) {
        final long growthE8 = markets[instrumentOf[i]].fundingIndexE8() - fundingIndexE8[i];
        return growthE8 == 0 || positionE8[i] == 0 ? 0 : -FixedPoint.multiplyHalfEven(positionE8[i], growthE8);
    }

    /** Signed. */
    public long positionE8(final int strategyIndex) {
        return positionE8[strategyIndex];
    }

    /** Price of the position; 0 when flat. */
    public long entryPriceE8(final int strategyIndex) {
        return entryPriceE8[strategyIndex];
    }

    public long cashE8(final int strategyIndex) {
        return cashE8[strategyIndex];
    }

    /** Profit of closed positions, before fees and funding. */
    public long realisedE8(final int i) {
        final long costE8 = FixedPoint.multiplyHalfEven(positionE8[i], entryPriceE8[i]);
        return Math.addExact(Math.addExact(cashE8[i], costE8), Math.subtractExact(feesE8[i], fundingE8[i]));
    }

    /** Paid so far; negative is received. */
    public long feesE8(final int strategyIndex) {
        return feesE8[strategyIndex];
    }

    /** Received until now, also what is not settled yet; negative is paid. */
    public long fundingE8(final int strategyIndex) {
        return Math.addExact(fundingE8[strategyIndex], accruedE8(strategyIndex));
    }

    /** Trades so far; a reversal is one. */
    public int trades(final int strategyIndex) {
        return trades[strategyIndex];
    }
}
