package io.ringmaster.exchange.wire;

import io.ringmaster.units.FixedPoint;

/** Funding of one account's positions: it accrues with time and is settled at each hour's end and whenever a position changes. One thread. */
final class FundingAccrual {

    private final FundingRates rates;
    private final long[] settledMs;

    FundingAccrual(final int instruments, final FundingRates rates) {
        this.rates = rates;
        settledMs = new long[instruments];
    }

    /** What a position has to get (or, negative, to pay) since it was settled last. */
    long accruedE8(final int instrumentId, final long heldE8, final long nowMs) {
        final long elapsedMs = Math.max(0, nowMs - settledMs[instrumentId]);
        return heldE8 == 0 ? 0
            : -FixedPoint.multiplyDivideHalfEven(FixedPoint.multiplyHalfEven(heldE8, rates.rateE8(instrumentId)), elapsedMs, FundingRates.HOUR_MS);
    }

    /** What has accrued is paid. */
    void settle(final int instrumentId, final long nowMs) {
        settledMs[instrumentId] = Math.max(settledMs[instrumentId], nowMs);
    }

    long rateE8(final int instrumentId) {
        return rates.rateE8(instrumentId);
    }
}
