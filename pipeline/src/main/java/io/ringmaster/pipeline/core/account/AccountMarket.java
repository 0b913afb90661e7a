package io.ringmaster.pipeline.core.account;

import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;

/**
 * One instrument as the virtual accounts see it: its steps and fee, the strategies that wait for its next price, and its funding. Funding is an index,
 * the sum of all rates so far: what a position pays is its quantity times the growth of the index since it was opened.
 */
final class AccountMarket {

    private static final long NO_RATE = Long.MIN_VALUE;

    final PendingStrategies pending;
    private final long tickE8;
    private final long lotE8;
    private final long minQtyE8;
    private final long takerFeeE8;
    private final long fundingIntervalNs;
    private long nextFundingNs;
    private long markE8;
    private long rateE8 = NO_RATE;
    private long fundingIndexE8;

    /** @throws IllegalArgumentException if the steps of the instrument do not multiply to whole units */
    AccountMarket(final InstrumentDefinition instrument, final int strategies) {
        if (Math.multiplyExact(instrument.tickE8(), instrument.lotE8()) % FixedPoint.ONE != 0) {
            throw new IllegalArgumentException("tick times lot of " + instrument.symbol() + " must be a multiple of 0.00000001: tick="
                + FixedPoint.format(instrument.tickE8()) + " lot=" + FixedPoint.format(instrument.lotE8()));
        }
        pending = new PendingStrategies(strategies);
        tickE8 = instrument.tickE8();
        lotE8 = instrument.lotE8();
        minQtyE8 = instrument.minQtyE8();
        takerFeeE8 = instrument.takerFeeE8();
        fundingIntervalNs = instrument.fundingIntervalNs();
        nextFundingNs = fundingIntervalNs == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** Takes over mark and funding. */
    void takeOver(final AccountMarket before) {
        markE8 = before.markE8;
        rateE8 = before.rateE8;
        fundingIndexE8 = before.fundingIndexE8;
        nextFundingNs = fundingIntervalNs == before.fundingIntervalNs ? before.nextFundingNs : nextFundingNs;
    }

    void onMark(final long priceE8) {
        markE8 = priceE8;
    }

    long markE8() {
        return markE8;
    }

    void onFundingRate(final long absoluteE8) {
        rateE8 = absoluteE8;
    }

    void onFeedDown() {
        rateE8 = NO_RATE;
    }

    /** @param usualRateE8 share of the mark, for an instrument without a rate */
    void onTime(final long timeNs, final long usualRateE8) {
        if (timeNs < nextFundingNs) {
            return;
        }
        final long intervals = Math.floorDiv(timeNs, fundingIntervalNs);
        if (nextFundingNs != Long.MIN_VALUE && markE8 > 0) {
            final long due = intervals - nextFundingNs / fundingIntervalNs + 1;
            final long absoluteE8 = rateE8 == NO_RATE ? FixedPoint.multiplyHalfEven(usualRateE8, markE8) : rateE8;
            fundingIndexE8 = Math.addExact(fundingIndexE8, Math.multiplyExact(due, absoluteE8));
        }
        nextFundingNs = Math.multiplyExact(intervals + 1, fundingIntervalNs);
    }

    long fundingIndexE8() {
        return fundingIndexE8;
    }

    /** What one buys at: raised to the tick, so that price times quantity is exact. */
    long buyPriceE8(final long priceE8) {
        return FixedPoint.toStepCeil(priceE8, tickE8);
    }

    /** What one sells at: lowered to the tick, and at least one tick. */
    long sellPriceE8(final long priceE8) {
        return Math.max(tickE8, FixedPoint.toStepFloor(priceE8, tickE8));
    }

    /** How much a notional buys, rounded down to the lot; 0 if that is below the smallest order. */
    long qtyE8(final long notionalE8, final long priceE8) {
        final long qtyE8 = FixedPoint.toStepFloor(FixedPoint.divideFloor(notionalE8, priceE8), lotE8);
        return qtyE8 < minQtyE8 ? 0 : qtyE8;
    }

    long feeE8(final long notionalE8) {
        return FixedPoint.multiplyHalfEven(Math.abs(notionalE8), takerFeeE8);
    }
}
