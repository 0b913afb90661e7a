package io.ringmaster.lab.evaluation;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Strategies on the bars of one instrument. All of them see the same bars, whatever their symbol; each uses the fees of its own instrument. */
final class PlayedStrategies {

    private final StrategyShard shard;
    private final int instruments;
    private final FeatureValues features = new FeatureValues();

    /** @param instrumentOf instrument by a strategy's symbol */
    PlayedStrategies(final List<StrategySpec> specs, final Function<String, InstrumentDefinition> instrumentOf) {
        final List<String> symbols = specs.stream().map(StrategySpec::symbol).distinct().toList();
        instruments = symbols.size();
        shard = new StrategyShard(
            specs, StrategyShard.Share.WHOLE,
            new StrategyShard.Instruments(instruments, symbols::indexOf, id -> instrumentOf.apply(symbols.get(id)).roundTripFee()),
            StrategyTimer.NONE, StrategyCatalog::create);
        for (int i = 0; i < instruments; i++) {
            shard.features(i).series().forEach(features::declare);
        }
    }

    StrategyShard shard() {
        return shard;
    }

    /** Where the market puts the features, before each bar. */
    FeatureValues features() {
        return features;
    }

    long[] timeframesNs() {
        return IntStream.range(0, instruments).mapToObj(shard::timeframesNs).flatMapToLong(Arrays::stream).distinct().toArray();
    }

    Set<Feature> featuresRead() {
        final Set<Feature> read = new HashSet<>();
        for (int i = 0; i < instruments; i++) {
            read.addAll(shard.featuresRead(i));
        }
        return read;
    }

    void onBarClosed(
        final long timeframeNs, final long openNs, final long closeNs, final long open, final long high, final long low, final long close,
        final long volume) {
        for (int i = 0; i < instruments; i++) {
            shard.features(i).copyFrom(features);
            shard.onBarClosed(
                i, timeframeNs, openNs, closeNs, FixedPoint.toDouble(open), FixedPoint.toDouble(high), FixedPoint.toDouble(low),
                FixedPoint.toDouble(close), FixedPoint.toDouble(volume));
        }
    }

    void evaluate() {
        shard.clearChanges();
        shard.evaluate();
    }

    /** Whether a strategy recommends something. */
    boolean speaks(final int strategy) {
        return shard.condition(strategy) == StrategyCondition.ACTIVE && shard.signal(strategy) != Signal.HOLD;
    }
}
