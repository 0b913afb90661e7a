package io.ringmaster.strategies.library;

import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.RegimeFactors;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategyFault;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.Timeframe;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.indicator.claim.Claim;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                Parameter.word("mode", List.of("block_edge", "freqtrade_exact"), "bars on which it recommends"),
                Parameter.word("strength", List.of("graded", "full"),
                    "graded: strength grows with the distance beyond the threshold, so a policy.minStrength of 0.3 accepts it from 1.3 thresholds"
                        + " on; full: always 1")),
            (values, spec, indicators) -> new VolatilitySystem(
                values.whole("blocks"), values.whole("atr"), values.number("multiplier"),
                "freqtrade_exact".equals(values.word("mode")), "graded".equals(values.word("strength")), indicators.on(spec.timeframeNs() * values.whole("blocks")))));
        add(new StrategyType("supertrend", "reference, strategies 2",
            List.of(
                Parameter.word("sell", List.of("fts", "cap", "untuned"), "which published parameter set gives the sell signal"),
                Parameter.word("exits", List.of("off", "on"), "on: FLAT when the second line turns")),
            (values, spec, indicators) -> new TripleSupertrend(
                TripleSupertrend.Sell.valueOf(values.word("sell").toUpperCase(Locale.ROOT)),
                "on".equals(values.word("exits")), indicators.on(spec.timeframeNs()))));
        add(new StrategyType("ott", "reference, strategies 3",
            List.of(
                Parameter.whole("period", 2, 1, 10_000, "bars of the moving average"),
                Parameter.number("percent", 1.4, 0.001, 50, "distance of the trailing line"),
                Parameter.word("seed", List.of("first_close", "zero"), "what the moving average starts from"),
                Parameter.word("exits", List.of("off", "on"), "on: FLAT while ADX(14) is above 60")),
            (values, spec, indicators) -> new OptimizedTrendTracker(
                values.whole("period"), values.number("percent"), "first_close".equals(values.word("seed")),
                "on".equals(values.word("exits")), indicators.on(spec.timeframeNs()))));
        add(new StrategyType("bband_rsi", "reference, strategies 4",
            List.of(
                Parameter.whole("rsi", 14, 1, 10_000, "bars of the RSI"),
                Parameter.whole("band", 20, 2, 10_000, "bars of the Bollinger band"),
                Parameter.number("deviations", 2.0, 0.01, 100, "half width of the band in standard deviations"),
                Parameter.number("oversold", 30, 0, 100, "RSI below which it buys"),
                Parameter.number("overbought", 70, 0, 100, "RSI above which it exits"),
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
                Parameter.word("cross", List.of("exact", "through_zero"), "exact misses a cross that stays on 0 for a bar")),
            (values, spec, indicators) -> new AwesomeMacd(
                values.whole("fast"), values.whole("slow"), values.whole("awesome_fast"), values.whole("awesome_slow"),
                "exact".equals(values.word("cross")), indicators.on(spec.timeframeNs()))));
        Setups.all().forEach(setup -> add(new StrategyType(
            setup.name(), setup.source(), setup.parameters(),
            line("LONG", setup.go().when()) + line("SHORT", setup.goShort().when()) + line("FLAT", setup.leave()),
            (values, spec, indicators) -> setup(setup, values, indicators.on(spec.timeframeNs()), indicators.roundTripFee()))));
        RuleTypes.portfolio().forEach(rule -> add(new StrategyType(
            rule.name(), rule.source(), rule.parameters(), line("LONG", rule.go()) + line("FLAT", rule.leave()),
            (values, spec, indicators) -> rule(rule, values, indicators.on(spec.timeframeNs())))));
        add(new StrategyType("rule", "your configuration",
            List.of(
                Parameter.text("long", "claim for LONG, such as close crosses above sma(50); "
                    + "'fees' is the cost of a round trip as a share of the price"),
                Parameter.text("short", "claim for SHORT"),
                Parameter.text("flat", "claim for FLAT"),
                Parameter.text("strength", "formula for a number in [0, 1]; empty for 1"),
                Parameter.text("confidence", "formula for a number in [0, 1]; empty for 1"),
                Parameter.text("long_stop", "formula for the stop of a LONG"),
                Parameter.text("long_target", "formula for the profit target of a LONG"),
                Parameter.text("short_stop", "formula for the stop of a SHORT"),
                Parameter.text("short_target", "formula for the profit target of a SHORT"),
                Parameter.whole("cooldown", 0, 0, 100_000, "bars after an entry without another entry on that side"),
                Parameter.whole("time_stop", 0, 0, 100_000, "exits this many bars after the last entry; 0: never")),
            (values, spec, indicators) -> ownRule(values, indicators.on(spec.timeframeNs()), indicators.roundTripFee())));
    }

    private static String line(final String signal, final String claim) {
        return claim.isEmpty() ? "" : signal + ": `" + claim + "`\n";
    }

    private static Strategy rule(final RuleTypes.Rule rule, final StrategyType.Values values, final IndicatorGraph graph) {
        final Map<String, Syntax> names = values.syntax();
        final Claim leave = graph.claim(rule.leave(), names);
        final RuleStrategy.Entry goLong = new RuleStrategy.Entry(graph.claim(rule.go(), names), null, null, null, null);
        final boolean turns = rule.isMirror() && "on".equals(values.word("symmetric"));
        return turns
            ? new RuleStrategy(goLong, new RuleStrategy.Entry(leave, null, null, null, null), null, 0, 0)
            : new RuleStrategy(goLong, null, leave, 0, 0);
    }

    private static Strategy setup(
        final Setups.Setup setup, final StrategyType.Values values, final IndicatorGraph graph, final double roundTripFee) {
        final Map<String, Syntax> names = values.syntax();
        names.put(Setups.FEES, fees(roundTripFee));
        return new RuleStrategy(
            entry(setup.go(), names, graph), entry(setup.goShort(), names, graph), claim(setup.leave(), names, graph),
            values.whole("cooldown"), values.whole("time_stop"));
    }

    private static Syntax fees(final double roundTripFee) {
        return new Syntax.Number(roundTripFee);
    }

    private static Strategy ownRule(final StrategyType.Values values, final IndicatorGraph graph, final double roundTripFee) {
        final Map<String, Syntax> names = Map.of(Setups.FEES, fees(roundTripFee));
        final String strength = values.word("strength");
        final String confidence = values.word("confidence");
        return new RuleStrategy(
            entry(new Setups.Side(values.word("long"), strength, confidence, values.word("long_stop"), values.word("long_target")),
                names, graph),
            entry(new Setups.Side(values.word("short"), strength, confidence, values.word("short_stop"), values.word("short_target")),
                names, graph),
            claim(values.word("flat"), names, graph), values.whole("cooldown"), values.whole("time_stop"));
    }

    private static RuleStrategy.Entry entry(final Setups.Side side, final Map<String, Syntax> names, final IndicatorGraph graph) {
        return side.when().isEmpty() ? null : new RuleStrategy.Entry(
            claim(side.when(), names, graph), number(side.strength(), names, graph), number(side.confidence(), names, graph),
            number(side.stop(), names, graph), number(side.target(), names, graph));
    }

    private static Claim claim(final String text, final Map<String, Syntax> names, final IndicatorGraph graph) {
        return text.isEmpty() ? null : graph.claim(text, names);
    }

    private static Formula number(final String text, final Map<String, Syntax> names, final IndicatorGraph graph) {
        return text.isEmpty() ? null : graph.formula(text, names);
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

    /** Everything wrong with a registry, in its order; empty when all is well. */
    public static List<StrategyFault> faults(final List<StrategySpec> specs, final Set<String> symbols) {
        final List<StrategyFault> faults = new ArrayList<>();
        final Set<String> ids = new TreeSet<>();
        final Map<String, String> formulaFaults = new TreeMap<>();
        final IndicatorGraph scratch = new IndicatorGraph();
        for (int i = 0; i < specs.size(); i++) {
            final StrategySpec spec = specs.get(i);
            if (!ids.add(spec.id())) {
                faults.add(fault(i, spec, "id", "the id is used twice; give each strategy its own"));
            }
            if (!spec.symbol().isEmpty() && !symbols.contains(spec.symbol())) {
                faults.add(fault(i, spec, "symbol", "unknown symbol '" + spec.symbol() + "'; instruments are " + symbols));
            }
            if (!Timeframe.isValid(spec.timeframeNs())) {
                faults.add(fault(i, spec, "timeframe", "timeframe must be a whole number of seconds"));
            }
            for (final String wrong : RegimeFactors.faults(spec)) {
                faults.add(fault(i, spec, "regimeWeights", wrong));
            }
            final StrategyType type = TYPES.get(spec.type());
            if (type == null) {
                faults.add(fault(i, spec, "type", "unknown type '" + spec.type() + "'; types are " + TYPES.keySet()));
            } else if (!addParameterFaults(i, spec, type, faults)) {
                final String fault = formulaFaults.computeIfAbsent(spec.type() + spec.parameters(), alike -> formulaFault(spec, scratch));
                if (!fault.isEmpty()) {
                    faults.add(fault(i, spec, "", fault));
                }
            }
        }
        return faults;
    }

    /** Building it in a graph of no consequence tells whether its formulas hold together; empty if they do. */
    private static String formulaFault(final StrategySpec spec, final IndicatorGraph scratch) {
        try {
            create(spec, new IndicatorSource() {
                @Override
                public IndicatorGraph on(final long timeframeNs) {
                    return scratch;
                }

                @Override
                public double roundTripFee() {
                    return 0;
                }
            });
            return "";
        } catch (final FormulaException e) {
            return e.getMessage();
        }
    }

    private static boolean addParameterFaults(
        final int index, final StrategySpec spec, final StrategyType type, final List<StrategyFault> faults) {
        if (spec.parameters().isEmpty()) {
            return false;
        }
        final int before = faults.size();
        final Map<String, Parameter> known = new TreeMap<>();
        type.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
        spec.parameters().forEach((name, text) -> {
            final Parameter parameter = known.get(name);
            final String key = "parameters." + name;
            if (parameter == null) {
                faults.add(fault(index, spec, key, "unknown parameter '" + name + "'; " + type.name() + " has " + known.keySet()));
            } else if (parameter.fault(text) != null) {
                faults.add(fault(index, spec, key, "parameter '" + name + "' " + parameter.fault(text) + ": " + text));
            }
        });
        return faults.size() > before;
    }

    private static StrategyFault fault(final int index, final StrategySpec spec, final String key, final String what) {
        return new StrategyFault(index, spec.id(), key, what);
    }

    /** @throws IllegalArgumentException if the specification has faults: see {@link #faults} */
    public static Strategy create(final StrategySpec spec, final IndicatorSource indicators) {
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
