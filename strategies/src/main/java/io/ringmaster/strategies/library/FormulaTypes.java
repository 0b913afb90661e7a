package io.ringmaster.strategies.library;

import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.indicator.claim.Claim;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.List;
import java.util.Map;

/** The strategy types whose rules are formulas: the setups, the portfolio, and the type whose formulas are in the configuration. */
final class FormulaTypes {

    private FormulaTypes() {
    }

    /** A type for each of the {@link Setups}. */
    static List<StrategyType> setups() {
        return Setups.all().stream().map(setup -> new StrategyType(
            setup.name(), setup.source(), setup.parameters(),
            line("LONG", setup.go().when()) + line("SHORT", setup.goShort().when()) + line("FLAT", setup.leave()),
            (values, spec, indicators) -> setup(setup, values, indicators.on(spec.timeframeNs()), indicators.roundTripFee()))).toList();
    }

    /** A type for each rule of the portfolio. */
    static List<StrategyType> portfolio() {
        return RuleTypes.portfolio().stream().map(rule -> new StrategyType(
            rule.name(), rule.source(), rule.parameters(), line("LONG", rule.go()) + line("FLAT", rule.leave()),
            (values, spec, indicators) -> rule(rule, values, indicators.on(spec.timeframeNs())))).toList();
    }

    /** The type whose formulas are in the configuration. */
    static StrategyType own() {
        return new StrategyType("rule", "your configuration",
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
            (values, spec, indicators) -> ownRule(values, indicators.on(spec.timeframeNs()), indicators.roundTripFee()));
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
}
