package io.ringmaster.pipeline.core.account;

import io.ringmaster.inference.AccountSettings;
import io.ringmaster.inference.NewSignals;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import io.ringmaster.units.Steps;
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

    private static final int ROW = 8;
    static final int POSITION = 0;
    private static final int ENTRY_PRICE = 1;
    static final int CASH = 2;
    static final int FEES = 3;
    static final int FUNDING = 4;
    /** Index of the instrument's funding at the last trade. */
    private static final int FUNDING_INDEX = 5;
    static final int TRADES = 6;
    /** Sides as numbers. */
    private static final int SHORT = 0;
    private static final int FLAT = 1;
    private static final int LONG = 2;
    private static final int SIDE = 3;
    private static final int WANTED_SHIFT = 6;
    private static final int HELD_SHIFT = 8;
    private static final int INSTRUMENT = 63;
    /** By ordinal of a signal and the side that was wanted before, four places for each signal: the side that is wanted now. */
    private static final byte[] SIDES = sides();

    private final AccountSettings settings;
    private final AccountMarket[] markets;
    /**
     * What a signal needs of an account, side by side for many: the instrument, of which a session has at most 64, the side that is wanted, and the side
     * that was traded last. The position of that is 0 if the notional did not buy the smallest order.
     */
    private final int[] stands;
    /** A row of {@link #ROW} values for each account, so that a trade finds them side by side. */
    private final long[] rows;
    /** The accounts that trade at a price, and what they have before. */
    private final int[] due;
    private final long[] positionsE8;
    private final int[] tradesSoFar;
    private final Way toLong = new Way();
    private final Way toShort = new Way();
    private final Way fromLong = new Way();
    private final Way fromShort = new Way();
    /** By the side that is wanted and the one that is held, four places for each wanted. */
    private final Way[] ways = {null, toShort, toShort, null, fromShort, null, fromLong, null, toLong, toLong, null, null};

    /** Where a trade leads: the same for all that want the same side at the same price. */
    private static final class Way {

        private long priceE8;
        private long positionE8;
        private long notionalE8;
        private long feeE8;

        private void set(final AccountMarket market, final long price, final long position) {
            priceE8 = price;
            positionE8 = position;
            notionalE8 = FixedPoint.multiplyHalfEven(position, price);
            feeE8 = market.feeE8(notionalE8);
        }
    }

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
        stands = new int[strategies];
        for (int i = 0; i < strategies; i++) {
            stands[i] = instrumentIds[i] | FLAT << WANTED_SHIFT | FLAT << HELD_SHIFT;
        }
        due = new int[strategies];
        positionsE8 = new long[strategies];
        tradesSoFar = new int[strategies];
        rows = new long[ROW * strategies];
    }

    private static byte[] sides() {
        final byte[] sides = new byte[Signal.values().length << 2];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = switch (Signal.values()[i >> 2]) {
                case LONG -> LONG;
                case SHORT -> SHORT;
                case FLAT -> FLAT;
                case HOLD, NULL_VAL -> (byte) (i & SIDE);
            };
        }
        return sides;
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
            if (indexBefore[i] >= 0 && before.instrumentId(indexBefore[i]) == instrumentId(i)) {
                takeOver(before, indexBefore[i], i);
            }
        }
    }

    private void takeOver(final VirtualAccounts before, final int from, final int to) {
        stands[to] = before.stands[from];
        System.arraycopy(before.rows, ROW * from, rows, ROW * to, ROW);
        want(to, wanted(stands[to]));
    }

    // ------------------------------------------------------------------ signals

    /** A strategy says something: LONG, SHORT and FLAT are the side that its account wants from now on, HOLD changes nothing. */
    public void onSignal(final int strategyIndex, final Signal signal) {
        assert signal != Signal.NULL_VAL : "strategy " + strategyIndex + " gives no signal";
        onSignal(strategyIndex, signal.ordinal());
    }

    private void onSignal(final int strategyIndex, final int signal) {
        want(strategyIndex, SIDES[signal << 2 | wanted(stands[strategyIndex])]);
    }

    /** Strategies say something. */
    public void onSignals(final NewSignals said) {
        for (int i = 0; i < said.count(); i++) {
            onSignal(said.strategyIndex(i), said.ordinal(i));
        }
    }

    /** A strategy is quarantined: its account leaves its position. */
    public void onSilenced(final int strategyIndex) {
        want(strategyIndex, FLAT);
    }

    private void want(final int i, final int side) {
        final int stand = stands[i];
        stands[i] = stand & ~(SIDE << WANTED_SHIFT) | side << WANTED_SHIFT;
        markets[stand & INSTRUMENT].pending.set(i, side ^ held(stand));
    }

    private static int wanted(final int stand) {
        return stand >> WANTED_SHIFT & SIDE;
    }

    private static int held(final int stand) {
        return stand >> HELD_SHIFT & SIDE;
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
        final int count = market.pending.takeAll(due);
        if (count == 0) {
            return;
        }
        final long sellPriceE8 = market.sellPriceE8(sellAtE8);
        final long buyPriceE8 = market.buyPriceE8(buyAtE8);
        toLong.set(market, buyPriceE8, market.qtyE8(settings.notionalE8(), buyPriceE8));
        toShort.set(market, sellPriceE8, -market.qtyE8(settings.notionalE8(), sellPriceE8));
        fromLong.set(market, sellPriceE8, 0);
        fromShort.set(market, buyPriceE8, 0);
        // Nothing depends on the rows here, so the processor fetches many of them at once. A row may lie in two cache lines: its ends are in both.
        for (int k = 0; k < count; k++) {
            positionsE8[k] = rows[ROW * due[k] + POSITION];
            tradesSoFar[k] = (int) rows[ROW * due[k] + TRADES];
        }
        TradeBlock block = null;
        for (int k = 0; k < count; k++) {
            final int i = due[k];
            final int stand = stands[i];
            final Way to = ways[wanted(stand) << 2 | held(stand)];
            stands[i] = stand & ~(SIDE << HELD_SHIFT) | wanted(stand) << HELD_SHIFT;
            if (to.positionE8 != positionsE8[k]) {
                trade(market, k, to);
                if (block == null || block.isFull()) {
                    block = out.add();
                    block.begin(instrumentId, market.fundingIndexE8(), sellPriceE8, buyPriceE8);
                }
                block.add(i, to.positionE8 < positionsE8[k], rows, ROW * i);
            }
        }
    }

    /** @param k number of the account among those that trade */
    private void trade(final AccountMarket market, final int k, final Way to) {
        final int row = ROW * due[k];
        final long beforeE8 = positionsE8[k];
        final long closedE8 = Steps.multiply(beforeE8, to.priceE8);
        final long feeE8 = Math.addExact(market.feeE8(closedE8), to.feeE8);
        final long settledE8 = accruedE8(market, row);
        rows[row + FUNDING] = Math.addExact(rows[row + FUNDING], settledE8);
        rows[row + FEES] = Math.addExact(rows[row + FEES], feeE8);
        rows[row + CASH] =
            Math.addExact(rows[row + CASH], Math.subtractExact(Math.addExact(closedE8 - to.notionalE8, settledE8), feeE8));
        rows[row + POSITION] = to.positionE8;
        rows[row + ENTRY_PRICE] = to.positionE8 == 0 ? 0 : to.priceE8;
        rows[row + FUNDING_INDEX] = market.fundingIndexE8();
        rows[row + TRADES] = tradesSoFar[k] + 1;
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
        return stands.length;
    }

    /** Number of instruments. */
    public int instruments() {
        return markets.length;
    }

    /** The instrument that a strategy trades. */
    public int instrumentId(final int strategyIndex) {
        return stands[strategyIndex] & INSTRUMENT;
    }

    /**
     * Profit after all costs with the position at this mark, funding until now included. A few nanoseconds. It does not branch on the position, because a
     * loop over accounts cannot predict which of them are flat.
     */
    public long netE8(final int strategyIndex, final long markPriceE8) {
        final int row = ROW * strategyIndex;
        final long worthE8 = Math.addExact(rows[row + CASH], Steps.multiply(rows[row + POSITION], markPriceE8));
        return Math.addExact(worthE8, accruedE8(markets[instrumentId(strategyIndex)], row));
    }

    /** The same with the position at the instrument's last mark; 0 before the first. */
    public long netE8(final int strategyIndex) {
        return netE8(strategyIndex, markets[instrumentId(strategyIndex)].markE8());
    }

    /** Funding of the position since the last trade. */
    private long accruedE8(final AccountMarket market, final int row) {
        return -FixedPoint.multiplyHalfEven(rows[row + POSITION], market.fundingIndexE8() - rows[row + FUNDING_INDEX]);
    }

    /** Signed. */
    public long positionE8(final int strategyIndex) {
        return rows[ROW * strategyIndex + POSITION];
    }

    /** Price of the position; 0 when flat. */
    public long entryPriceE8(final int strategyIndex) {
        return rows[ROW * strategyIndex + ENTRY_PRICE];
    }

    public long cashE8(final int strategyIndex) {
        return rows[ROW * strategyIndex + CASH];
    }

    /** Profit of closed positions, before fees and funding. */
    public long realisedE8(final int strategyIndex) {
        final int row = ROW * strategyIndex;
        final long costE8 = FixedPoint.multiplyHalfEven(rows[row + POSITION], rows[row + ENTRY_PRICE]);
        return Math.addExact(Math.addExact(rows[row + CASH], costE8), Math.subtractExact(rows[row + FEES], rows[row + FUNDING]));
    }

    /** Paid so far; negative is received. */
    public long feesE8(final int strategyIndex) {
        return rows[ROW * strategyIndex + FEES];
    }

    /** Received until now, also what is not settled yet; negative is paid. */
    public long fundingE8(final int strategyIndex) {
        final int row = ROW * strategyIndex;
        return Math.addExact(rows[row + FUNDING], accruedE8(markets[instrumentId(strategyIndex)], row));
    }

    /** Trades so far; a reversal is one. */
    public int trades(final int strategyIndex) {
        return (int) rows[ROW * strategyIndex + TRADES];
    }
}
