package io.ringmaster.strategies;

import io.ringmaster.strategies.StrategyShard.Instruments;
import io.ringmaster.strategies.StrategyShard.Share;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The strategies of one shard, each at a place from 0, with the series they read. Complete before the first event. */
final class Roster {

    private final int instruments;
    private final Strategy[] strategies;
    private final Series[] seriesOf;
    private final int[] warmupBars;
    private final Series[] series;
    private final Series[][] byInstrument;
    private final FeatureValues[] features;

    Roster(
        final List<StrategySpec> specs, final Share share, final Instruments named,
        final BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {
        instruments = named.count();
        features = new FeatureValues[instruments];
        for (int i = 0; i < instruments; i++) {
            features[i] = new FeatureValues();
        }
        final int mine = share.count(specs.size());
        strategies = new Strategy[mine];
        seriesOf = new Series[mine];
        warmupBars = new int[mine];
        final TreeMap<Long, Series> byKey = new TreeMap<>();
        for (int place = 0; place < mine; place++) {
            final StrategySpec spec = specs.get(share.strategyIndex(place));
            final int instrumentId = named.idOf().applyAsInt(spec.symbol());
            strategies[place] = factory.apply(spec, source(byKey, instrumentId, named));
            seriesOf[place] = seriesOf(byKey, instrumentId, spec.timeframeNs());
            warmupBars[place] = Math.max(spec.bars().lookback(), strategies[place].warmupBars());
        }
        series = byKey.values().toArray(new Series[0]);
        byInstrument = IntStream.range(0, instruments).mapToObj(this::seriesOfInstrument).toArray(Series[][]::new);
        for (final Series one : series) {
            one.decide(IntStream.range(0, mine).filter(place -> seriesOf[place] == one).toArray(), strategies);
        }
    }

    private IndicatorSource source(final TreeMap<Long, Series> byKey, final int instrumentId, final Instruments named) {
        return new IndicatorSource() {
            @Override
            public IndicatorGraph on(final long timeframeNs) {
                return seriesOf(byKey, instrumentId, timeframeNs).graph();
            }

            @Override
            public double roundTripFee() {
                return named.roundTripFee().applyAsDouble(instrumentId);
            }
        };
    }

    private Series seriesOf(final TreeMap<Long, Series> byKey, final int instrumentId, final long timeframeNs) {
        return byKey.computeIfAbsent(timeframeNs * instruments + instrumentId, key -> new Series(instrumentId, timeframeNs, features[instrumentId]));
    }

    private Series[] seriesOfInstrument(final int instrumentId) {
        return Arrays.stream(series).filter(one -> one.instrumentId() == instrumentId).toArray(Series[]::new);
    }

    /** How many strategies there are. */
    int count() {
        return strategies.length;
    }

    /** How many series there are. */
    int seriesCount() {
        return series.length;
    }

    Strategy strategy(final int place) {
        return strategies[place];
    }

    /** The series a strategy decides on. */
    Series series(final int place) {
        return seriesOf[place];
    }

    /** Bars a strategy waits before it is heard. */
    int warmupBars(final int place) {
        return warmupBars[place];
    }

    /** All series of an instrument. */
    Series[] ofInstrument(final int instrumentId) {
        return byInstrument[instrumentId];
    }

    /** Timeframes of an instrument's series, ascending, in nanoseconds. */
    long[] timeframesNs(final int instrumentId) {
        final TreeSet<Long> wanted = new TreeSet<>();
        for (final Series one : byInstrument[instrumentId]) {
            wanted.add(one.timeframeNs());
        }
        return wanted.stream().mapToLong(Long::longValue).toArray();
    }

    void forEachSeries(final Consumer<Series> action) {
        for (final Series one : series) {
            action.accept(one);
        }
    }

    /** Features that an instrument's series read. */
    Set<Feature> featuresRead(final int instrumentId) {
        final Set<Feature> read = EnumSet.noneOf(Feature.class);
        for (final Series one : byInstrument[instrumentId]) {
            read.addAll(one.graph().features());
        }
        return read;
    }

    /** An instrument's features. */
    FeatureValues features(final int instrumentId) {
        return features[instrumentId];
    }

    /** Sums a number over the graphs of all series. */
    long sum(final ToLongFunction<IndicatorGraph> number) {
        return Arrays.stream(series).map(Series::graph).mapToLong(number).sum();
    }
}
