package io.ringmaster.strategies;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One line of the registry: a strategy type with its parameters, on one instrument and timeframe. */
public record StrategySpec(
    @Setting(doc = "name of this instance, unique") String id,
    @Setting(doc = "strategy type") String type,
    @Setting(value = "", doc = "instrument; empty for the first") String symbol,
    @Setting(kind = Kind.DURATION, value = "1h", min = "1s", doc = "bars it decides on") long timeframeNs,
    @Setting(value = "0", min = "0", doc = "bars it waits for; 0 for the type's own warm-up") int lookback,
    @Setting(value = "", doc = "parameters of the type") Map<String, String> parameters,
    @Setting(value = "true", doc = "whether it runs") boolean enabled,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "time it may take for a bar; 0s: session.strategyBudget in a session on the live market, else no limit") long budgetNs,
    @Setting(value = "1", min = "0.01", max = "100", doc = "what its strength and confidence weigh among those that agree") double weight,
    @Setting(value = "", doc = "what policy.regime multiplies its weight by: trend, range, high, low; what is not given is the type's own")
    Map<String, String> regimeWeights) {

    /** Of weight 1. */
    public StrategySpec(
        final String id, final String type, final String symbol, final long timeframeNs, final int lookback,
        final Map<String, String> parameters, final boolean enabled, final long budgetNs) {
        this(id, type, symbol, timeframeNs, lookback, parameters, enabled, budgetNs, 1, Map.of());
    }

    /** The same on bars of another length. */
    public StrategySpec on(final long otherTimeframeNs) {
        return new StrategySpec(id, type, symbol, otherTimeframeNs, lookback, parameters, enabled, budgetNs, weight, regimeWeights);
    }

    public StrategySpec {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        regimeWeights = Collections.unmodifiableMap(new TreeMap<>(regimeWeights));
    }
}
