package io.ringmaster.lab.observation;

import io.ringmaster.pipeline.core.observation.ObservedAccount;
import io.ringmaster.pipeline.core.observation.ObservedState;
import io.ringmaster.pipeline.core.observation.ObservedStrategies;
import io.ringmaster.pipeline.core.observation.ObservedTallies;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Signal;
import java.util.Arrays;

/** The decision stage's state, set by hand, for one instrument and some strategies. */
class FakeState implements ObservedAccount, ObservedStrategies, ObservedTallies {

    long equityE8 = 10_000_00000000L;
    long unrealisedE8;
    long positionE8;
    long entryE8;
    long stopE8;
    long openedNs = NEVER;
    long stoppedNs = NEVER;
    final MarketView market = new MarketView();
    final Signal[] signals;
    final double[] strength;
    private long asked;

    FakeState(final int strategies) {
        signals = new Signal[strategies];
        Arrays.fill(signals, Signal.HOLD);
        strength = new double[strategies];
    }

    ObservedState state() {
        return new ObservedState(this, this, this, instrumentId -> market);
    }

    /** A test may have set anything. */
    @Override
    public long changes() {
        return asked++;
    }

    @Override
    public long equityE8() {
        return equityE8;
    }

    @Override
    public long initialEquityE8() {
        return 10_000_00000000L;
    }

    @Override
    public long unrealisedPnlE8() {
        return unrealisedE8;
    }

    @Override
    public long positionE8(final int instrumentId) {
        return positionE8;
    }

    @Override
    public long averageEntryPriceE8(final int instrumentId) {
        return entryE8;
    }

    @Override
    public long stopPriceE8(final int instrumentId) {
        return stopE8;
    }

    @Override
    public long openedTimeNs(final int instrumentId) {
        return openedNs;
    }

    @Override
    public long stopFilledTimeNs(final int instrumentId) {
        return stoppedNs;
    }

    @Override
    public Signal signal(final int strategyIndex) {
        return signals[strategyIndex];
    }

    @Override
    public double strength(final int strategyIndex) {
        return strength[strategyIndex];
    }

    @Override
    public double confidence(final int strategyIndex) {
        return strength[strategyIndex] / 2;
    }

    @Override
    public double weight(final int strategyIndex) {
        return 1.0 / (2 + strategyIndex);
    }

    @Override
    public int count(final int instrumentId) {
        return (int) Arrays.stream(signals).filter(signal -> signal != Signal.HOLD).count();
    }

    @Override
    public int count(final int instrumentId, final Signal signal) {
        return (int) Arrays.stream(signals).filter(each -> each == signal).count();
    }

    @Override
    public long strengthE8(final int instrumentId, final Signal signal) {
        long sum = 0;
        for (int i = 0; i < signals.length; i++) {
            sum += signals[i] == signal ? Math.round(strength[i] * 1e8) : 0;
        }
        return sum;
    }

    @Override
    public long confidenceE8(final int instrumentId, final Signal signal) {
        return strengthE8(instrumentId, signal) / 2;
    }
}
