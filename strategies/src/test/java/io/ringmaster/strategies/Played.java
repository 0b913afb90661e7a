package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.List;

/**
 * What one strategy said after each of some bars.
 *
 * @param warmupBars with the bar on which it was first heard; -1 if it was put away
 */
record Played(Signal[] said, double[] strength, double[] confidence, long[] stopPriceE8, long[] targetPriceE8, int warmupBars) {

    /** Fees of PF_XBTUSD: entering and leaving at once. */
    static final double FEES = 0.001;

    static Played of(final StrategySpec spec, final Bars bars) {
        return of(spec, bars, FEES);
    }

    static Played of(final StrategySpec spec, final Bars bars, final double fees) {
        final StrategyShard shard = new StrategyShard(
            List.of(spec), StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(fees), StrategyTimer.NONE, StrategyCatalog::create);
        final Signal[] said = new Signal[bars.size()];
        final double[] strength = new double[bars.size()];
        final double[] confidence = new double[bars.size()];
        final long[] stopPriceE8 = new long[bars.size()];
        final long[] targetPriceE8 = new long[bars.size()];
        int warmupBars = 0;
        for (int i = 0; i < bars.size(); i++) {
            shard.clearChanges();
            final long openNs = Bars.START + i * spec.timeframeNs();
            bars.tellFeatures(i, shard.features(0));
            shard.onBarClosed(
                0, spec.timeframeNs(), openNs, openNs + spec.timeframeNs(), bars.open[i], bars.high[i], bars.low[i], bars.close[i],
                bars.volume[i]);
            shard.evaluate();
            final boolean isActive = shard.condition(0) == StrategyCondition.ACTIVE;
            warmupBars = isActive || shard.condition(0) == StrategyCondition.WARMING ? warmupBars : -1;
            warmupBars = isActive && warmupBars == 0 ? i + 1 : warmupBars;
            said[i] = isActive ? shard.signal(0) : Signal.HOLD;
            strength[i] = shard.strength(0);
            confidence[i] = shard.confidence(0);
            stopPriceE8[i] = shard.stopPriceE8(0);
            targetPriceE8[i] = shard.targetPriceE8(0);
        }
        return new Played(said, strength, confidence, stopPriceE8, targetPriceE8, warmupBars);
    }
}
