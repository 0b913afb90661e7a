package io.ringmaster.strategies;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One line of the registry: a strategy type with its parameters, on one instrument and timeframe. */
public record StrategySpec(
    @Setting(doc = "unique name of this strategy") String id,
    @Setting(doc = "strategy type") String type,
    @Inline Bars bars,
    @Setting(value = "", doc = "parameters of the strategy type") Map<String, String> parameters,
    @Setting(value = "true", doc = "whether the strategy runs") boolean enabled,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "time that the strategy may take for one bar; 0s: session.strategyBudget on"
        + " the live market, no limit otherwise") long budgetNs,
    @Inline Vote vote) {

    /** The bars it decides on. */
    public record Bars(
        @Setting(value = "", doc = "instrument; empty for the first one") String symbol,
        @Setting(kind = Kind.DURATION, value = "1h", min = "1s", doc = "length of the bars that the strategy decides on") long timeframeNs,
        @Setting(value = "0", min = "0", doc = "bars of warm-up; 0 for the warm-up of the type") int lookback) { }

    /** What its recommendation weighs among those of other strategies. */
    public record Vote(
        @Setting(value = "1", min = "0.01", max = "100", doc = "weight of its strength and confidence among the strategies that agree") double weight,
        @Setting(value = "", doc = "factors for its weight in each regime, used by policy.regime: trend, range, high, low; a missing one comes from"
            + " the type")
        Map<String, String> regimeWeights) {

        /** The vote of a strategy that nothing is configured for. */
        public static final Vote EVEN = new Vote(1, Map.of());

        public Vote {
            regimeWeights = Collections.unmodifiableMap(new TreeMap<>(regimeWeights));
        }
    }

    public StrategySpec {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** An enabled strategy on the first instrument, with defaults for everything that is not given. */
    public static StrategySpec of(final String id, final String type, final long timeframeNs, final Map<String, String> parameters) {
        return new StrategySpec(id, type, new Bars("", timeframeNs, 0), parameters, true, 0, Vote.EVEN);
    }

    /** The same strategy on bars of another length. */
    public StrategySpec on(final long otherTimeframeNs) {
        return new StrategySpec(id, type, new Bars(bars.symbol, otherTimeframeNs, bars.lookback), parameters, enabled, budgetNs, vote);
    }

    public String symbol() {
        return bars.symbol;
    }

    public long timeframeNs() {
        return bars.timeframeNs;
    }
}
