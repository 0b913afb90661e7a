package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.IndicatorGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/**
 * A share of the strategies with the indicators they need, on one thread. A strategy belongs to shard {@code index % shards}, so its
 * state has one owner; what it says depends on the bars alone, whatever the number of shards.
 *
 * <p>A strategy that throws or says what is no number is quarantined: it says HOLD from then on and is not called again. The others do
 * not notice. A slow one is quarantined by a verdict from outside, which is an event like any other.
 *
 * <p>For each event: {@link #clearChanges}; then, each time bars have closed, {@link #onBarClosed} for each of them and
 * {@link #evaluate} once.
 */
public final class StrategyShard {

    private final int instruments;
    private final Runner[] runners;
    private final int shard;
    private final int shards;
    private final Series[] series;
    private final Series[][] byInstrument;
    private final double[][] features;
    private final Series[] closed;
    private final long[] toldBits;
    private final int[] changed;
    private final int[] stateChanged;
    private final StrategyTimer timer;
    private final Recommendation saying = new Recommendation();
    private int closedCount;
    private int changedCount;
    private int stateChangedCount;
    private int notWarm;

    /** One instrument on one timeframe: its indicators, those who decide on it, and whether a bar of it has just closed. */
    private static final class Series {

        private final int instrumentId;
        private final long timeframeNs;
        private final IndicatorGraph graph;
        private Runner[] deciding;
        private boolean hasClosed;

        private Series(final int instrumentId, final long timeframeNs, final double[] features) {
            this.instrumentId = instrumentId;
            this.timeframeNs = timeframeNs;
            graph = new IndicatorGraph(features);
        }
    }

    /** One strategy and what it said. */
    private static final class Runner {

        private final int index;
        private final int place;
        private final Series series;
        private final Strategy strategy;
        private final int warmupBars;
        private final Recommendation said = new Recommendation();
        private StrategyCondition condition = StrategyCondition.WARMING;
        private long asOfTimeNs = Long.MIN_VALUE;
        private boolean hasChanged;
        private boolean stateHasChanged;

        /** @param place among the strategies of the shard */
        private Runner(final int index, final int place, final Series series, final Strategy strategy, final int warmupBars) {
            this.index = index;
            this.place = place;
            this.series = series;
            this.strategy = strategy;
            this.warmupBars = warmupBars;
        }

        private boolean isQuarantined() {
            return condition != StrategyCondition.WARMING && condition != StrategyCondition.ACTIVE;
        }
    }

    /**
     * @param specs        all enabled strategies; the position in this list is the strategy index
     * @param instrumentOf id of a symbol; the empty symbol is the first instrument
     */
    public StrategyShard(
        final List<StrategySpec> specs, final int shard, final int shards, final int instruments,
        final ToIntFunction<String> instrumentOf, final StrategyTimer timer) {
        this(specs, shard, shards, instruments, instrumentOf, timer, StrategyCatalog::create);
    }

    /** @param factory makes the strategies, where they are not those of the catalog */
    StrategyShard(
        final List<StrategySpec> specs, final int shard, final int shards, final int instruments,
        final ToIntFunction<String> instrumentOf, final StrategyTimer timer,
        final BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {
        this.instruments = instruments;
        this.shard = shard;
        this.shards = shards;
        this.timer = timer;
        features = new double[instruments][];
        for (int i = 0; i < instruments; i++) {
            features[i] = Feature.unknown();
        }
        final TreeMap<Long, Series> seriesByKey = new TreeMap<>();
        final List<Runner> mine = new ArrayList<>();
        for (int index = shard; index < specs.size(); index += shards) {
            final StrategySpec spec = specs.get(index);
            final int instrumentId = instrumentOf.applyAsInt(spec.symbol());
            final IndicatorSource source = timeframeNs -> seriesOf(seriesByKey, instrumentId, timeframeNs).graph;
            final Strategy strategy = factory.apply(spec, source);
            final Series own = seriesOf(seriesByKey, instrumentId, spec.timeframeNs());
            mine.add(new Runner(index, mine.size(), own, strategy, Math.max(spec.lookback(), strategy.warmupBars())));
        }
        runners = mine.toArray(new Runner[0]);
        series = seriesByKey.values().toArray(new Series[0]);
        byInstrument = new Series[instruments][];
        for (int i = 0; i < instruments; i++) {
            final int instrumentId = i;
            byInstrument[i] = Arrays.stream(series).filter(one -> one.instrumentId == instrumentId).toArray(Series[]::new);
        }
        for (final Series one : series) {
            one.deciding = mine.stream().filter(runner -> runner.series == one).toArray(Runner[]::new);
        }
        closed = new Series[series.length];
        toldBits = new long[(runners.length + Long.SIZE - 1) / Long.SIZE];
        changed = new int[runners.length];
        stateChanged = new int[runners.length];
        notWarm = runners.length;
    }

    private Series seriesOf(final TreeMap<Long, Series> known, final int instrumentId, final long timeframeNs) {
        return known.computeIfAbsent(timeframeNs * instruments + instrumentId, key -> new Series(instrumentId, timeframeNs, features[instrumentId]));
    }

    /** The timeframes that bars of an instrument are needed on, ascending, in nanoseconds. */
    public long[] timeframesNs(final int instrumentId) {
        final TreeSet<Long> wanted = new TreeSet<>();
        for (final Series one : series) {
            if (one.instrumentId == instrumentId) {
                wanted.add(one.timeframeNs);
            }
        }
        return wanted.stream().mapToLong(Long::longValue).toArray();
    }

    /** What strategies read beside the bars of an instrument. */
    public Set<Feature> featuresRead(final int instrumentId) {
        final Set<Feature> read = EnumSet.noneOf(Feature.class);
        for (final Series one : series) {
            if (one.instrumentId == instrumentId) {
                read.addAll(one.graph.features());
            }
        }
        return read;
    }

    /** An instrument's features by ordinal, to be filled before its bars are told. */
    public double[] features(final int instrumentId) {
        return features[instrumentId];
    }

    /** Forgets what changed with the event before. */
    public void clearChanges() {
        if (changedCount == 0 && stateChangedCount == 0) {
            return;
        }
        for (int i = 0; i < changedCount; i++) {
            runner(changed[i]).hasChanged = false;
        }
        for (int i = 0; i < stateChangedCount; i++) {
            runner(stateChanged[i]).stateHasChanged = false;
        }
        Arrays.fill(toldBits, 0);
        changedCount = 0;
        stateChangedCount = 0;
    }

    /** Brings the indicators of one instrument and timeframe up to a bar that closed. */
    public void onBarClosed(
        final int instrumentId, final long timeframeNs, final long openTimeNs, final long closeTimeNs,
        final double open, final double high, final double low, final double close, final double volume) {
        for (final Series one : byInstrument[instrumentId]) {
            if (one.timeframeNs == timeframeNs) {
                one.graph.onBar(openTimeNs, closeTimeNs, open, high, low, close, volume);
                if (!one.hasClosed) {
                    one.hasClosed = true;
                    closed[closedCount++] = one;
                }
            }
        }
    }

    /** Lets every strategy speak whose bar has closed since the last call; returns instruments that had one, as bits. */
    public long evaluate() {
        if (closedCount == 0) {
            return 0;
        }
        long evaluated = 0;
        for (int i = 0; i < closedCount; i++) {
            final Series one = closed[i];
            one.hasClosed = false;
            if (one.deciding.length > 0) {
                evaluated |= 1L << one.instrumentId;
            }
            final boolean timed = timer != StrategyTimer.NONE;
            for (final Runner runner : one.deciding) {
                run(runner, one.graph, timed);
            }
        }
        closedCount = 0;
        collectChanges();
        return evaluated;
    }

    private void run(final Runner runner, final IndicatorGraph graph, final boolean timed) {
        if (runner.isQuarantined()) {
            return;
        }
        if (timed) {
            timer.begin(runner.index);
        }
        try {
            runner.strategy.onBar(graph.bar(), saying);
            if (graph.bars() >= runner.warmupBars) {
                hear(runner);
            }
        } catch (final VirtualMachineError e) {
            throw e;
        } catch (final Exception | Error e) {
            // The strategy is at fault, and the journal says so; the others go on.
            quarantine(runner, StrategyCondition.QUARANTINED_THREW);
        }
        if (timed) {
            timer.end(runner.index);
        }
    }

    private void hear(final Runner runner) {
        if (runner.condition == StrategyCondition.WARMING) {
            setCondition(runner, StrategyCondition.ACTIVE);
        }
        if (saying.isSound()) {
            runner.asOfTimeNs = runner.series.graph.bar().closeTimeNs;
            say(runner);
        } else {
            quarantine(runner, StrategyCondition.QUARANTINED_NAN);
        }
    }

    private void say(final Runner runner) {
        if (!saying.says(runner.said)) {
            runner.said.copyFrom(saying);
            tell(runner);
        } else if (runner.said.signal != Signal.HOLD) {
            // The same word on a new bar: its age matters to those who listen.
            tell(runner);
        }
    }

    private void tell(final Runner runner) {
        runner.hasChanged = true;
        toldBits[runner.place / Long.SIZE] |= 1L << runner.place;
    }

    private void quarantine(final Runner runner, final StrategyCondition why) {
        setCondition(runner, why);
        saying.hold();
        if (!saying.says(runner.said)) {
            runner.said.hold();
            tell(runner);
        }
    }

    private void setCondition(final Runner runner, final StrategyCondition condition) {
        if (runner.condition == StrategyCondition.WARMING) {
            notWarm--;
        }
        runner.condition = condition;
        runner.stateHasChanged = true;
        toldBits[runner.place / Long.SIZE] |= 1L << runner.place;
    }

    /** A watchdog found a strategy too slow. Strategies of other shards are none of this one's business. */
    public void onWatchdogVerdict(final int strategyIndex) {
        final boolean isMine = strategyIndex >= shard && strategyIndex % shards == shard && strategyIndex / shards < runners.length;
        if (isMine && !runner(strategyIndex).isQuarantined()) {
            quarantine(runner(strategyIndex), StrategyCondition.QUARANTINED_SLOW);
            collectChanges();
        }
    }

    private Runner runner(final int strategyIndex) {
        return runners[strategyIndex / shards];
    }

    private void collectChanges() {
        changedCount = 0;
        stateChangedCount = 0;
        for (int word = 0; word < toldBits.length; word++) {
            for (long told = toldBits[word]; told != 0; told &= told - 1) {
                collect(runners[word * Long.SIZE + Long.numberOfTrailingZeros(told)]);
            }
        }
    }

    /** Bits are kept until the changes are cleared, so that what is told twice in one event is told once and in order. */
    private void collect(final Runner runner) {
        if (runner.hasChanged) {
            changed[changedCount++] = runner.index;
        }
        if (runner.stateHasChanged) {
            stateChanged[stateChangedCount++] = runner.index;
        }
    }

    /** Strategies whose recommendation changed with this event. */
    public int changedCount() {
        return changedCount;
    }

    /** The i-th of them, by ascending strategy index. */
    public int changedStrategyIndex(final int i) {
        return changed[i];
    }

    /** Strategies that became active or were quarantined with this event. */
    public int stateChangedCount() {
        return stateChangedCount;
    }

    /** The i-th of them, by ascending strategy index. */
    public int stateChangedStrategyIndex(final int i) {
        return stateChanged[i];
    }

    public int instrumentId(final int strategyIndex) {
        return runner(strategyIndex).series.instrumentId;
    }

    public Signal signal(final int strategyIndex) {
        return runner(strategyIndex).said.signal;
    }

    public double strength(final int strategyIndex) {
        return runner(strategyIndex).said.strength;
    }

    public double confidence(final int strategyIndex) {
        return runner(strategyIndex).said.confidence;
    }

    /** Null: {@link Recommendation#NO_PRICE}. */
    public long stopPriceE8(final int strategyIndex) {
        return runner(strategyIndex).said.stopPriceE8;
    }

    /** Null: {@link Recommendation#NO_PRICE}. */
    public long targetPriceE8(final int strategyIndex) {
        return runner(strategyIndex).said.targetPriceE8;
    }

    /** Close of the bar the recommendation is based on. */
    public long asOfTimeNs(final int strategyIndex) {
        return runner(strategyIndex).asOfTimeNs;
    }

    /** Bars of its timeframe a strategy waits before it is heard. */
    public int warmupBars(final int strategyIndex) {
        return runner(strategyIndex).warmupBars;
    }

    public StrategyCondition condition(final int strategyIndex) {
        return runner(strategyIndex).condition;
    }

    /** Whether no strategy is warming up any more. */
    public boolean isWarm() {
        return notWarm == 0;
    }

    /** Indicator nodes asked for, equal ones counted each time. */
    public long declaredNodes() {
        long declared = 0;
        for (final Series one : series) {
            declared += one.graph.declarations();
        }
        return declared;
    }

    /** Indicator nodes computed. */
    public long computedNodes() {
        long computed = 0;
        for (final Series one : series) {
            computed += one.graph.nodes();
        }
        return computed;
    }
}
