package io.ringmaster.strategies;

import io.ringmaster.strategies.library.AwesomeMacd;
import io.ringmaster.strategies.library.BbandRsi;
import io.ringmaster.strategies.library.OptimizedTrendTracker;
import io.ringmaster.strategies.library.TripleSupertrend;
import io.ringmaster.strategies.library.VolatilitySystem;
import java.util.ArrayList;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every strategy type there is, by name. */
public final class StrategyCatalog {

    private static final Map<String, StrategyType> TYPES = new TreeMap<>();

    static {
        add(new StrategyType("volatility_system", "reference, strategies 1",
            List.of(
                Parameter.whole("atr", 14, 1, 10_000, "bars of the average true range"),
                Parameter.number("multiplier", 2.0, 0.01, 100, "average true ranges that make a breakout"),
                Parameter.whole("blocks", 3, 1, 1_000, "bars of the timeframe in a block"),
                Parameter.word("mode", List.of("block_edge", "freqtrade_exact"), "when it speaks")),
            (values, spec, indicators) -> new VolatilitySystem(
                values.whole("blocks"), values.whole("atr"), values.number("multiplier"),
                "freqtrade_exact".equals(values.word("mode")), indicators.on(spec.timeframeNs() * values.whole("blocks")))));
        add(new StrategyType("supertrend", "reference, strategies 2",
            List.of(
                Parameter.word("sell", List.of("fts", "cap", "untuned"), "which published parameters sell"),
                Parameter.word("exits", List.of("off", "on"), "whether it says FLAT when the second line turns")),
            (values, spec, indicators) -> new TripleSupertrend(
                TripleSupertrend.Sell.valueOf(values.word("sell").toUpperCase(Locale.ROOT)),
                "on".equals(values.word("exits")), indicators.on(spec.timeframeNs()))));
        add(new StrategyType("ott", "reference, strategies 3",
            List.of(
                Parameter.whole("period", 2, 1, 10_000, "bars of the moving average"),
                Parameter.number("percent", 1.4, 0.001, 50, "distance of the trailing line"),
                Parameter.word("seed", List.of("first_close", "zero"), "what the moving average starts from"),
                Parameter.word("exits", List.of("off", "on"), "whether it says FLAT while ADX(14) is above 60")),
            (values, spec, indicators) -> new OptimizedTrendTracker(
                values.whole("period"), values.number("percent"), "first_close".equals(values.word("seed")),
                "on".equals(values.word("exits")), indicators.on(spec.timeframeNs()))));
        add(new StrategyType("bband_rsi", "reference, strategies 4",
            List.of(
                Parameter.whole("rsi", 14, 1, 10_000, "bars of the RSI"),
                Parameter.whole("band", 20, 2, 10_000, "bars of the Bollinger band"),
                Parameter.number("deviations", 2.0, 0.01, 100, "half width of the band in standard deviations"),
                Parameter.number("oversold", 30, 0, 100, "RSI below which it buys"),
                Parameter.number("overbought", 70, 0, 100, "RSI above which it leaves"),
                Parameter.word("convention", List.of("population", "sample"), "divisor of the variance")),
            (values, spec, indicators) -> new BbandRsi(
                values.whole("rsi"), values.whole("band"), values.number("deviations"), values.number("oversold"),
                values.number("overbought"), "sample".equals(values.word("convention")), indicators.on(spec.timeframeNs()))));
        add(new StrategyType("awesome_macd", "reference, strategies 5",
            List.of(
                Parameter.whole("fast", 12, 1, 10_000, "bars of MACD's fast average"),
                Parameter.whole("slow", 26, 2, 10_000, "bars of MACD's slow average"),
                Parameter.whole("awesome_fast", 5, 1, 10_000, "bars of the oscillator's fast average"),
                Parameter.whole("awesome_slow", 34, 2, 10_000, "bars of the oscillator's slow average"),
                Parameter.word("cross", List.of("exact", "through_zero"), "exact misses a cross that rests on 0")),
            (values, spec, indicators) -> new AwesomeMacd(
                values.whole("fast"), values.whole("slow"), values.whole("awesome_fast"), values.whole("awesome_slow"),
                "exact".equals(values.word("cross")), indicators.on(spec.timeframeNs()))));
    }

    private StrategyCatalog() {
    }

    private static void add(final StrategyType type) {
        TYPES.put(type.name(), type);
    }

    /** Every type, by name. */
    public static List<StrategyType> types() {
        return List.copyOf(TYPES.values());
    }

    /** Everything wrong with a registry, one sentence each, in its order; empty when all is well. */
    public static List<String> faults(final List<StrategySpec> specs, final Set<String> symbols) {
        final List<String> faults = new ArrayList<>();
        final Set<String> ids = new TreeSet<>();
        for (final StrategySpec spec : specs) {
            if (!ids.add(spec.id())) {
                faults.add(where(spec) + "the id is used twice; give each strategy its own");
            }
            if (!spec.symbol().isEmpty() && !symbols.contains(spec.symbol())) {
                faults.add(where(spec) + "unknown symbol '" + spec.symbol() + "'; instruments are " + symbols);
            }
            if (!Timeframe.isValid(spec.timeframeNs())) {
                faults.add(where(spec) + "timeframe must be a whole number of seconds");
            }
            final StrategyType type = TYPES.get(spec.type());
            if (type == null) {
                faults.add(where(spec) + "unknown type '" + spec.type() + "'; types are " + TYPES.keySet());
            } else {
                addParameterFaults(spec, type, faults);
            }
        }
        return faults;
    }

    private static void addParameterFaults(final StrategySpec spec, final StrategyType type, final List<String> faults) {
        final Map<String, Parameter> known = new TreeMap<>();
        type.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
        spec.parameters().forEach((name, text) -> {
            final Parameter parameter = known.get(name);
            if (parameter == null) {
                faults.add(where(spec) + "unknown parameter '" + name + "'; " + type.name() + " has " + known.keySet());
            } else if (parameter.fault(text) != null) {
                faults.add(where(spec) + "parameter '" + name + "' " + parameter.fault(text) + ": " + text);
            }
        });
    }

    private static String where(final StrategySpec spec) {
        return "strategy '" + spec.id() + "': ";
    }

    /** @throws IllegalArgumentException if the specification has faults: see {@link #faults} */
    static Strategy create(final StrategySpec spec, final IndicatorSource indicators) {
        final StrategyType type = TYPES.get(spec.type());
        if (type == null) {
            throw new IllegalArgumentException("unknown strategy type: " + spec.type());
        }
        final Map<String, String> values = new TreeMap<>();
        type.parameters().forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        values.putAll(spec.parameters());
        return type.factory().create(new StrategyType.Values(values), spec, indicators);
    }
}
