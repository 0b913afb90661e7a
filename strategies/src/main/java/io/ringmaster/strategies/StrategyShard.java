package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * A share of the strategies with the indicators they need, on one thread. Strategy i belongs to shard {@code i % shards}, so one thread owns
 * its state. What a strategy says depends on the bars alone, whatever the number of shards.
 *
 * <p>A strategy that throws or returns NaN is quarantined: it says HOLD from then on and is not called again. The other strategies go on. A
 * slow strategy is held by a verdict from outside, which is an event like any other: it is called on each bar, but its signal is HOLD until
 * another verdict finds it on time.
 *
 * <p>For each event call {@link #clearChanges}. Each time bars have closed, call {@link #onBarClosed} for each bar and then
 * {@link #evaluate} once.
 */
public final class StrategyShard {

    /** In place of the ordinal of a signal. */
    public static final int NOT_PLAIN = Said.NOT_PLAIN;

    private final Share share;
    private final Roster roster;
    private final Hearing hearing;
    private final StrategyTimer timer;
    private final Series[] closed;
    private int closedCount;
    /** Series that were evaluated with this event; one that closed two bars stands twice. */
    private final Series[] evaluated;
    private int evaluatedCount;

    /** Which strategies a shard owns: every {@code shards}-th, from the one at {@code index} on. */
    public record Share(int index, int shards) {

        /** All strategies in one shard. */
        public static final Share WHOLE = new Share(0, 1);

        /** How many of some strategies it owns. */
        int count(final int strategies) {
            return Math.max(0, (strategies - index + shards - 1) / shards);
        }

        /** The index among all strategies of the one at a place of this shard. */
        int strategyIndex(final int place) {
            return index + place * shards;
        }

        int place(final int strategyIndex) {
            // A division costs more than all else that is done with a place, and most shards have all strategies.
            return shards == 1 ? strategyIndex : strategyIndex / shards;
        }

        boolean owns(final int strategyIndex) {
            return strategyIndex >= index && strategyIndex % shards == index;
        }
    }

    /**
     * The instruments that strategies name.
     *
     * @param count        ids are below it
     * @param idOf         id of a symbol; the empty symbol is the first instrument
     * @param roundTripFee by id, fees of entering and leaving at once as a share of the price
     */
    public record Instruments(int count, ToIntFunction<String> idOf, IntToDoubleFunction roundTripFee) {

        /** One instrument, which every symbol names. */
        public static Instruments one(final double roundTripFee) {
            return new Instruments(1, symbol -> 0, id -> roundTripFee);
        }
    }

    /**
     * @param specs       all enabled strategies; the position in this list is the strategy index
     * @param instruments the instruments that the strategies name
     * @param factory     makes a strategy of its specification
     */
    public StrategyShard(
        final List<StrategySpec> specs, final Share share, final Instruments instruments, final StrategyTimer timer,
        final BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {
        this.share = share;
        this.timer = timer;
        roster = new Roster(specs, share, instruments, factory);
        hearing = new Hearing(roster);
        closed = new Series[roster.seriesCount()];
        evaluated = new Series[2 * closed.length];
    }

    /** The timeframes that bars of an instrument are needed on, ascending, in nanoseconds. */
    public long[] timeframesNs(final int instrumentId) {
        return roster.timeframesNs(instrumentId);
    }

    /** The features of an instrument that its strategies read. */
    public Set<Feature> featuresRead(final int instrumentId) {
        return roster.featuresRead(instrumentId);
    }

    /** An instrument's features. Fill them in before {@link #onBarClosed}. */
    public FeatureValues features(final int instrumentId) {
        return roster.features(instrumentId);
    }

    /** Forgets what changed with the event before. */
    public void clearChanges() {
        hearing.told().clear();
        hearing.changed().clear();
        evaluatedCount = 0;
    }

    /** Updates the indicators of one instrument and timeframe with a bar that closed. */
    public void onBarClosed(
        final int instrumentId, final long timeframeNs, final long openTimeNs, final long closeTimeNs,
        final double open, final double high, final double low, final double close, final double volume) {
        for (final Series one : roster.ofInstrument(instrumentId)) {
            if (one.timeframeNs() == timeframeNs) {
                one.graph().onBar(openTimeNs, closeTimeNs, open, high, low, close, volume);
                if (one.close()) {
                    closed[closedCount++] = one;
                }
            }
        }
    }

    /** Evaluates every strategy with a bar that closed since the last call. Call it at most twice for an event. */
    public void evaluate() {
        if (closedCount == 0) {
            return;
        }
        for (int i = 0; i < closedCount; i++) {
            final Series one = closed[i];
            one.evaluated();
            if (one.hasStrategies()) {
                evaluated[evaluatedCount++] = one;
            }
            evaluateRules(one);
            evaluateDeciders(one);
        }
        closedCount = 0;
        collectChanges();
    }

    private void evaluateRules(final Series one) {
        final PlainRules rules = one.rules();
        for (int first = 0; first < rules.count(); first += Long.SIZE) {
            for (long changed = rules.lookUp(first); changed != 0; changed &= changed - 1) {
                hearing.hearPlain(rules, first + Long.numberOfTrailingZeros(changed));
            }
        }
        hearing.warm(one);
    }

    private void evaluateDeciders(final Series one) {
        final boolean timed = timer != StrategyTimer.NONE;
        final Deciders deciders = one.deciders();
        for (int i = 0; i < deciders.count(); i++) {
            final int held = deciders.held(i);
            if (!deciders.isAsleep(i, held)) {
                run(deciders.place(i), timed);
                fallAsleep(deciders, i, held);
            }
        }
    }

    private void run(final int place, final boolean timed) {
        if (hearing.isQuarantined(place)) {
            return;
        }
        if (timed) {
            timer.begin(share.strategyIndex(place));
        }
        hearing.call(place);
        if (timed) {
            timer.end(share.strategyIndex(place), hearing.isSlow(place));
        }
    }

    private void fallAsleep(final Deciders deciders, final int i, final int held) {
        final int place = deciders.place(i);
        if (hearing.condition(place) == StrategyCondition.ACTIVE && roster.strategy(place).rests()) {
            deciders.sleep(i, held);
        } else {
            deciders.stayAwake(i);
        }
    }

    /** Takes a watchdog's verdict on a strategy. Ignores a strategy of another shard. */
    public void onWatchdogVerdict(final int strategyIndex, final WatchdogFinding finding) {
        final int place = place(strategyIndex);
        final boolean isMine = share.owns(strategyIndex) && place < roster.count();
        if (!isMine || hearing.isQuarantined(place)) {
            return;
        }
        switch (finding) {
            // Before version 2 of the schema the finding was not recorded, and QUARANTINE was the only one.
            case QUARANTINE, NULL_VAL -> hearing.quarantine(place, StrategyCondition.QUARANTINED_SLOW);
            case SLOW -> hearing.hold(place);
            case ON_TIME -> hearing.release(place);
            case HANGS -> {
                // The sequencer latches. What the strategy says no longer matters.
            }
        }
        collectChanges();
    }

    private int place(final int strategyIndex) {
        return share.place(strategyIndex);
    }

    private void collectChanges() {
        hearing.told().collect(share);
        hearing.changed().collect(share);
    }

    /**
     * Reports with this event the recommendation and the condition of each strategy and the last bar of each series, changed or not, for listeners
     * that are new.
     */
    public void tellAll() {
        hearing.tellAll();
        collectChanges();
        evaluatedCount = 0;
        roster.forEachSeries(one -> {
            if (one.hasStrategies() && one.graph().bars() > 0) {
                evaluated[evaluatedCount++] = one;
            }
        });
    }

    /** Series of bars that strategies were evaluated on with this event. */
    public int evaluatedCount() {
        return evaluatedCount;
    }

    /** Instrument of the i-th of them. */
    public int evaluatedInstrumentId(final int i) {
        return evaluated[i].instrumentId();
    }

    /** Length of its bars, in nanoseconds. */
    public long evaluatedTimeframeNs(final int i) {
        return evaluated[i].timeframeNs();
    }

    /** Event time at which its last bar closed. */
    public long evaluatedCloseTimeNs(final int i) {
        return evaluated[i].graph().bar().closeTimeNs;
    }

    /** Bars of its timeframe that a strategy still needs before it is heard. */
    public int missingBars(final int strategyIndex) {
        final int place = place(strategyIndex);
        return hearing.isWarming(place) ? (int) Math.max(1, roster.warmupBars(place) - roster.series(place).graph().bars()) : 0;
    }

    /** Strategies whose recommendation changed with this event. */
    public int changedCount() {
        return hearing.told().count();
    }

    /** The i-th of them, by ascending strategy index. */
    public int changedStrategyIndex(final int i) {
        return hearing.told().strategyIndex(i);
    }

    /** Strategies that became active or were quarantined with this event. */
    public int stateChangedCount() {
        return hearing.changed().count();
    }

    /** The i-th of them, by ascending strategy index. */
    public int stateChangedStrategyIndex(final int i) {
        return hearing.changed().strategyIndex(i);
    }

    public int instrumentId(final int strategyIndex) {
        return roster.series(place(strategyIndex)).instrumentId();
    }

    public Signal signal(final int strategyIndex) {
        return hearing.said().signal(place(strategyIndex));
    }

    /** Whether its strength and confidence are 1, or 0 for HOLD, and it names no price. */
    public boolean isPlain(final int strategyIndex) {
        return hearing.said().isPlain(place(strategyIndex));
    }

    /** The ordinal of the signal of a strategy that is {@linkplain #isPlain plain}; {@link #NOT_PLAIN} otherwise. */
    public int plainSignal(final int strategyIndex) {
        return hearing.said().plainSignal(place(strategyIndex));
    }

    public double strength(final int strategyIndex) {
        return hearing.said().strength(place(strategyIndex));
    }

    public double confidence(final int strategyIndex) {
        return hearing.said().confidence(place(strategyIndex));
    }

    /** Null: {@link Recommendation#NO_PRICE}. */
    public long stopPriceE8(final int strategyIndex) {
        return hearing.said().stopPriceE8(place(strategyIndex));
    }

    /** Null: {@link Recommendation#NO_PRICE}. */
    public long targetPriceE8(final int strategyIndex) {
        return hearing.said().targetPriceE8(place(strategyIndex));
    }

    /** Bars of its timeframe a strategy waits before it is heard. */
    public int warmupBars(final int strategyIndex) {
        return roster.warmupBars(place(strategyIndex));
    }

    public StrategyCondition condition(final int strategyIndex) {
        return hearing.condition(place(strategyIndex));
    }

    /** Indicator nodes declared, equal declarations counted each time. */
    public long declaredNodes() {
        return roster.sum(IndicatorGraph::declarations);
    }

    /** Indicator nodes computed on each bar. */
    public long computedNodes() {
        return roster.sum(IndicatorGraph::nodes);
    }
}
