package io.ringmaster.bench.input;

import io.ringmaster.pipeline.core.observation.ObservedAccount;
import io.ringmaster.pipeline.core.observation.ObservedStrategies;
import io.ringmaster.pipeline.core.observation.ObservedTallies;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;

/** A flat account and no strategies: what an observation reads beside the market. */
public final class FlatState implements ObservedAccount, ObservedStrategies, ObservedTallies {

    private static final long EQUITY_E8 = 100_000 * FixedPoint.ONE;

    @Override
    public long equityE8() {
        return EQUITY_E8;
    }

    @Override
    public long initialEquityE8() {
        return EQUITY_E8;
    }

    @Override
    public long unrealisedPnlE8() {
        return 0;
    }

    @Override
    public long positionE8(final int instrumentId) {
        return 0;
    }

    @Override
    public long averageEntryPriceE8(final int instrumentId) {
        return 0;
    }

    @Override
    public long stopPriceE8(final int instrumentId) {
        return 0;
    }

    @Override
    public long openedTimeNs(final int instrumentId) {
        return NEVER;
    }

    @Override
    public long stopFilledTimeNs(final int instrumentId) {
        return NEVER;
    }

    @Override
    public long changes() {
        return 0;
    }

    @Override
    public Signal signal(final int strategyIndex) {
        return Signal.HOLD;
    }

    @Override
    public double strength(final int strategyIndex) {
        return 0;
    }

    @Override
    public double confidence(final int strategyIndex) {
        return 0;
    }

    @Override
    public double weight(final int strategyIndex) {
        return Double.NaN;
    }

    @Override
    public int count(final int instrumentId) {
        return 0;
    }

    @Override
    public int count(final int instrumentId, final Signal signal) {
        return 0;
    }

    @Override
    public long strengthE8(final int instrumentId, final Signal signal) {
        return 0;
    }

    @Override
    public long confidenceE8(final int instrumentId, final Signal signal) {
        return 0;
    }
}
