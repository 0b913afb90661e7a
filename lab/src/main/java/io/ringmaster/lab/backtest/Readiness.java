package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/**
 * The time at which a strategy is ready, on a market without gaps.
 *
 * @param bars   number of bars of its timeframe that it needs
 * @param timeNs end of the last of these bars
 */
public record Readiness(String strategy, int bars, long timeframeNs, long timeNs) {

    /** The readiness of the last strategy to be ready; null without strategies. */
    public static Readiness ofLast(final EngineConfig config, final long dataStartNs) {
        final List<StrategySpec> specs = config.strategies();
        final List<InstrumentDefinition> instruments = config.instruments();
        final List<String> symbols = instruments.stream().map(InstrumentDefinition::symbol).toList();
        final StrategyShard shard = new StrategyShard(
            specs, StrategyShard.Share.WHOLE,
            new StrategyShard.Instruments(
                symbols.size(), symbol -> Math.max(0, symbols.indexOf(symbol)), id -> instruments.get(id).roundTripFee()),
            StrategyTimer.NONE, StrategyCatalog::create);
        Readiness last = null;
        for (int i = 0; i < specs.size(); i++) {
            final StrategySpec spec = specs.get(i);
            final int bars = shard.warmupBars(i);
            final long firstNs = Math.floorDiv(dataStartNs, spec.timeframeNs()) * spec.timeframeNs();
            final Readiness each = new Readiness(spec.id(), bars, spec.timeframeNs(), Math.addExact(firstNs, Math.multiplyExact(bars, spec.timeframeNs())));
            last = last == null || each.timeNs > last.timeNs ? each : last;
        }
        return last;
    }
}
