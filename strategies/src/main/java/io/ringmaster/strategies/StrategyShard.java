package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.claim.Claim;
import io.ringmaster.strategies.indicator.claim.Claims;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A share of the strategies with the indicators they need, on one thread. A strategy belongs to shard {@code index % shards}, so its
 * state has one owner; what it says depends on the bars alone, whatever the number of shards.
 *
 * <p>A strategy that throws or says what is no number is quarantined: it says HOLD from then on and is not called again. The others do
 * not notice. A slow one is held by a verdict from outside, which is an event like any other: it is called on each bar, but says HOLD until
 * another verdict finds it on time.
 *
 * <p>For each event: {@link #clearChanges}; then, each time bars have closed, {@link #onBarClosed} for each of them and
 * {@link #evaluate} once.
 */
public final class StrategyShard {

    private static final int AWAKE = -1;

    private final int instruments;
    private final Strategy[] strategies;
    private final Series[] seriesOf;
    private final int[] warmupBars;
    private final StrategyCondition[] condition;
    private final Said said;
    private final Share share;
    private final Series[] series;
    private final Series[][] byInstrument;
    private final double[][] features;
    private final Series[] closed;
    private final long[] toldBits;
    private final long[] stateBits;
    private final int[] changed;
    private final int[] stateChanged;
    private final StrategyTimer timer;
    /** Whether the last verdict on each was that it is slow. */
    private final boolean[] isSlow;
    private final Recommendation saying = new Recommendation();
    private boolean isAnyMarked;
    private int closedCount;
    private int changedCount;
    private int stateChangedCount;
    private int notWarm;

    /** One instrument on one timeframe: its indicators, those who decide on it, and whether a bar of it has just closed. */
    private static final class Series {

        private final int instrumentId;
        private final long timeframeNs;
        private final IndicatorGraph graph;
        private PlainRules rules;
        /** Those of the plain rules that are not warm yet. */
        private int[] warming;
        private int warmingCount;
        /** Places of all others who decide on it, and what each of them sleeps by. */
        private int[] deciding;
        private int[] asleepWith;
        private boolean[] repeats;
        private int[] wakers;
        private int wakersEach;
        private boolean hasClosed;

        private Series(final int instrumentId, final long timeframeNs, final double[] features) {
            this.instrumentId = instrumentId;
            this.timeframeNs = timeframeNs;
            graph = new IndicatorGraph(features);
        }

        private void decide(final int[] places, final Strategy[] strategies) {
            final int[] plain = Arrays.stream(places).filter(place -> strategies[place].plainRule() != null).toArray();
            rules = new PlainRules(graph.claims(), plain, Arrays.stream(plain).mapToObj(place -> strategies[place].plainRule()).toList());
            warming = IntStream.range(0, plain.length).toArray();
            warmingCount = plain.length;
            deciding = Arrays.stream(places).filter(place -> strategies[place].plainRule() == null).toArray();
            asleepWith = new int[deciding.length];
            Arrays.fill(asleepWith, AWAKE);
            repeats = new boolean[deciding.length];
            layWakersOut(strategies);
        }

        /** Lays side by side what wakes each of them; where one has fewer wakers than another, the rest never holds. */
        private void layWakersOut(final Strategy[] strategies) {
            for (final int place : deciding) {
                wakersEach = Math.max(wakersEach, strategies[place].wakers().size());
            }
            wakers = new int[deciding.length * wakersEach];
            Arrays.fill(wakers, Claims.NEVER);
            for (int i = 0; i < deciding.length; i++) {
                final List<Claim> own = strategies[deciding[i]].wakers();
                for (int j = 0; j < own.size(); j++) {
                    wakers[i * wakersEach + j] = own.get(j).index();
                }
            }
        }

        /** Has a strategy called on the next bar, whatever wakes it. */
        private void wake(final int place) {
            for (int i = 0; i < deciding.length; i++) {
                if (deciding[i] == place) {
                    asleepWith[i] = AWAKE;
                    repeats[i] = false;
                }
            }
        }

        private int count() {
            return rules.count() + deciding.length;
        }

        /** Which wakers of a strategy hold, as bits. */
        private int held(final int i) {
            int held = 0;
            for (int j = 0; j < wakersEach; j++) {
                held |= graph.claims().held(wakers[i * wakersEach + j]) << j;
            }
            return held;
        }
    }

    /** Which strategies a shard owns: every {@code shards}-th, from the one at {@code index} on. */
    public record Share(int index, int shards) {

        /** All strategies in one shard. */
        public static final Share WHOLE = new Share(0, 1);

        /** How many of some strategies it owns. */
        private int count(final int strategies) {
            return Math.max(0, (strategies - index + shards - 1) / shards);
        }

        /** The index among all strategies of the one at a place of this shard. */
        private int strategyIndex(final int place) {
            return index + place * shards;
        }

        private int place(final int strategyIndex) {
            return strategyIndex / shards;
        }

        private boolean owns(final int strategyIndex) {
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
     * @param specs   all enabled strategies; the position in this list is the strategy index
     * @param factory makes a strategy of its specification
     */
    public StrategyShard(
        final List<StrategySpec> specs, final Share share, final Instruments instrumentsNamed, final StrategyTimer timer,
        final BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {
        instruments = instrumentsNamed.count;
        this.share = share;
        this.timer = timer;
        features = new double[instruments][];
        for (int i = 0; i < instruments; i++) {
            features[i] = Feature.unknown();
        }
        final int mine = share.count(specs.size());
        strategies = new Strategy[mine];
        seriesOf = new Series[mine];
        warmupBars = new int[mine];
        final TreeMap<Long, Series> seriesByKey = new TreeMap<>();
        for (int place = 0; place < mine; place++) {
            final StrategySpec spec = specs.get(share.strategyIndex(place));
            final int instrumentId = instrumentsNamed.idOf.applyAsInt(spec.symbol());
            strategies[place] = factory.apply(spec, new IndicatorSource() {
                @Override
                public IndicatorGraph on(final long timeframeNs) {
                    return seriesOf(seriesByKey, instrumentId, timeframeNs).graph;
                }

                @Override
                public double roundTripFee() {
                    return instrumentsNamed.roundTripFee.applyAsDouble(instrumentId);
                }
            });
            seriesOf[place] = seriesOf(seriesByKey, instrumentId, spec.timeframeNs());
            warmupBars[place] = Math.max(spec.lookback(), strategies[place].warmupBars());
        }
        series = seriesByKey.values().toArray(new Series[0]);
        byInstrument = new Series[instruments][];
        for (int i = 0; i < instruments; i++) {
            final int instrumentId = i;
            byInstrument[i] = Arrays.stream(series).filter(one -> one.instrumentId == instrumentId).toArray(Series[]::new);
        }
        for (final Series one : series) {
            one.decide(IntStream.range(0, mine).filter(place -> seriesOf[place] == one).toArray(), strategies);
            // All that will ever be computed is there before the first event, so that a snapshot of the state finds it in place.
            one.graph.arrange();
        }
        isSlow = new boolean[mine];
        condition = new StrategyCondition[mine];
        Arrays.fill(condition, StrategyCondition.WARMING);
        said = new Said(mine);
        closed = new Series[series.length];
        toldBits = new long[(mine + Long.SIZE - 1) / Long.SIZE];
        stateBits = new long[toldBits.length];
        changed = new int[mine];
        stateChanged = new int[mine];
        notWarm = mine;
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
        if (!isAnyMarked) {
            return;
        }
        isAnyMarked = false;
        Arrays.fill(toldBits, 0);
        Arrays.fill(stateBits, 0);
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
            if (one.count() > 0) {
                evaluated |= 1L << one.instrumentId;
            }
            look(one);
            decide(one);
        }
        closedCount = 0;
        collectChanges();
        return evaluated;
    }

    private void look(final Series one) {
        final PlainRules rules = one.rules;
        for (int first = 0; first < rules.count(); first += Long.SIZE) {
            for (long telling = rules.lookUp(first); telling != 0; telling &= telling - 1) {
                tell(rules, first + Long.numberOfTrailingZeros(telling));
            }
        }
        if (one.warmingCount > 0) {
            warm(one);
        }
    }

    private void tell(final PlainRules rules, final int rule) {
        final int place = rules.place(rule);
        if (rules.isNew(rule)) {
            said.setPlain(place, rules.says(rule));
        }
        mark(toldBits, place);
    }

    /** Those that are warm now are heard for the first time. */
    private void warm(final Series one) {
        int left = 0;
        for (int i = 0; i < one.warmingCount; i++) {
            final int rule = one.warming[i];
            final int place = one.rules.place(rule);
            if (isQuarantined(place)) {
                continue;
            }
            if (one.graph.bars() >= warmupBars[place]) {
                saying.plain(one.rules.says(rule));
                if (!isSlow[place]) {
                    one.rules.hear(rule);
                }
                hear(place);
            } else {
                one.warming[left++] = rule;
            }
        }
        one.warmingCount = left;
    }

    private void decide(final Series one) {
        final boolean timed = timer != StrategyTimer.NONE;
        for (int i = 0; i < one.deciding.length; i++) {
            final int held = one.held(i);
            if (one.asleepWith[i] != held) {
                run(one.deciding[i], one.graph, timed);
                fallAsleep(one, i, held);
            } else if (one.repeats[i] && !isQuarantined(one.deciding[i])) {
                mark(toldBits, one.deciding[i]);
            }
        }
    }

    private void run(final int place, final IndicatorGraph graph, final boolean timed) {
        if (isQuarantined(place)) {
            return;
        }
        if (timed) {
            timer.begin(share.strategyIndex(place));
        }
        said.read(place, saying);
        try {
            strategies[place].onBar(graph.bar(), saying);
            if (graph.bars() >= warmupBars[place]) {
                hear(place);
            }
        } catch (final VirtualMachineError e) {
            throw e;
        } catch (final Exception | Error e) {
            // The strategy is at fault, and the journal says so; the others go on.
            quarantine(place, StrategyCondition.QUARANTINED_THREW);
        }
        if (timed) {
            timer.end(share.strategyIndex(place), isSlow[place]);
        }
    }

    private void fallAsleep(final Series one, final int i, final int held) {
        final int place = one.deciding[i];
        final boolean rests = condition[place] == StrategyCondition.ACTIVE && strategies[place].rests();
        one.asleepWith[i] = rests ? held : AWAKE;
        one.repeats[i] = rests && said.signal[place] != Signal.HOLD;
    }

    private boolean isQuarantined(final int place) {
        return switch (condition[place]) {
            case WARMING, ACTIVE, HELD_SLOW -> false;
            case QUARANTINED_THREW, QUARANTINED_NAN, QUARANTINED_SLOW, NULL_VAL -> true;
        };
    }

    /** What is said is told, be it the same word on a new bar: its age matters to those who listen. */
    private void hear(final int place) {
        if (condition[place] == StrategyCondition.WARMING) {
            setCondition(place, isSlow[place] ? StrategyCondition.HELD_SLOW : StrategyCondition.ACTIVE);
        }
        if (!saying.isSound()) {
            quarantine(place, StrategyCondition.QUARANTINED_NAN);
        } else if (isSlow[place]) {
            sayHold(place);
        } else if (!said.is(place, saying)) {
            said.set(place, saying);
            mark(toldBits, place);
        } else if (saying.signal != Signal.HOLD) {
            mark(toldBits, place);
        }
    }

    private void quarantine(final int place, final StrategyCondition why) {
        setCondition(place, why);
        seriesOf[place].rules.silence(place);
        sayHold(place);
    }

    private void sayHold(final int place) {
        saying.hold();
        if (!said.is(place, saying)) {
            said.set(place, saying);
            mark(toldBits, place);
        }
    }

    private void setCondition(final int place, final StrategyCondition newCondition) {
        if (condition[place] == StrategyCondition.WARMING) {
            notWarm--;
        }
        condition[place] = newCondition;
        mark(stateBits, place);
    }

    /** What a watchdog found out about a strategy. Strategies of other shards are none of this one's business. */
    public void onWatchdogVerdict(final int strategyIndex, final WatchdogFinding finding) {
        final boolean isMine = share.owns(strategyIndex) && place(strategyIndex) < strategies.length;
        if (!isMine || isQuarantined(place(strategyIndex))) {
            return;
        }
        switch (finding) {
            // Before version 2 of the schema the finding was not recorded, and could only be this one.
            case QUARANTINE, NULL_VAL -> quarantine(place(strategyIndex), StrategyCondition.QUARANTINED_SLOW);
            case SLOW -> hold(place(strategyIndex));
            case ON_TIME -> release(place(strategyIndex));
            case HANGS -> {
                // The sequencer latches. What the strategy says no longer matters.
            }
        }
        collectChanges();
    }

    private void hold(final int place) {
        isSlow[place] = true;
        if (condition[place] == StrategyCondition.ACTIVE) {
            setCondition(place, StrategyCondition.HELD_SLOW);
            seriesOf[place].rules.silence(place);
            seriesOf[place].wake(place);
            sayHold(place);
        }
    }

    /** It is heard from its next bar on. */
    private void release(final int place) {
        isSlow[place] = false;
        if (condition[place] == StrategyCondition.HELD_SLOW) {
            setCondition(place, StrategyCondition.ACTIVE);
            seriesOf[place].rules.hearAt(place);
            seriesOf[place].wake(place);
        }
    }

    private int place(final int strategyIndex) {
        return share.place(strategyIndex);
    }

    private void mark(final long[] bits, final int place) {
        isAnyMarked = true;
        bits[place / Long.SIZE] |= 1L << place;
    }

    /** Bits are kept until the changes are cleared, so that what is told twice in one event is told once and in order. */
    private void collectChanges() {
        if (isAnyMarked) {
            changedCount = collect(toldBits, changed);
            stateChangedCount = collect(stateBits, stateChanged);
        }
    }

    private int collect(final long[] bits, final int[] strategyIndexes) {
        int count = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long marked = bits[word]; marked != 0; marked &= marked - 1) {
                strategyIndexes[count++] = share.strategyIndex(word * Long.SIZE + Long.numberOfTrailingZeros(marked));
            }
        }
        return count;
    }

    /** Tells with this event what each strategy says and how it is, whether it changed or not: the listeners are new. */
    public void tellAll() {
        for (int place = 0; place < strategies.length; place++) {
            if (condition[place] != StrategyCondition.WARMING) {
                mark(stateBits, place);
            }
            if (said.signal[place] != Signal.HOLD) {
                mark(toldBits, place);
            }
        }
        collectChanges();
    }

    /** Bars of its timeframe a strategy still waits for before it is heard. */
    public int missingBars(final int strategyIndex) {
        final int place = place(strategyIndex);
        return condition[place] != StrategyCondition.WARMING
            ? 0 : (int) Math.max(1, warmupBars[place] - seriesOf[place].graph.bars());
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
        return seriesOf[place(strategyIndex)].instrumentId;
    }

    public Signal signal(final int strategyIndex) {
        return said.signal[place(strategyIndex)];
    }

    public double strength(final int strategyIndex) {
        return said.strength[place(strategyIndex)];
    }

    public double confidence(final int strategyIndex) {
        return said.confidence[place(strategyIndex)];
    }

    /** Null: {@link Recommendation#NO_PRICE}. */
    public long stopPriceE8(final int strategyIndex) {
        return said.stopPriceE8[place(strategyIndex)];
    }

    /** Null: {@link Recommendation#NO_PRICE}. */
    public long targetPriceE8(final int strategyIndex) {
        return said.targetPriceE8[place(strategyIndex)];
    }

    /** Close of the last bar of its timeframe, which is what a recommendation that changed with this event is based on. */
    public long asOfTimeNs(final int strategyIndex) {
        return seriesOf[place(strategyIndex)].graph.bar().closeTimeNs;
    }

    /** Bars of its timeframe a strategy waits before it is heard. */
    public int warmupBars(final int strategyIndex) {
        return warmupBars[place(strategyIndex)];
    }

    public StrategyCondition condition(final int strategyIndex) {
        return condition[place(strategyIndex)];
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
