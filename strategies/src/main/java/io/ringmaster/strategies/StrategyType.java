package io.ringmaster.strategies;

import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.formula.Parser;
import io.ringmaster.strategies.formula.Syntax;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A type of strategy: its parameters and its factory.
 *
 * @param source where its definition comes from
 * @param rules  its rules, one a line, if they are formulas; empty otherwise
 */
public record StrategyType(String name, String source, List<Parameter> parameters, String rules, Factory factory) {

    /** A type whose rules are code. */
    public StrategyType(final String name, final String source, final List<Parameter> parameters, final Factory factory) {
        this(name, source, parameters, "", factory);
    }

    /** Builds the strategy of a specification, with defaults for the parameters it does not give. */
    public Strategy create(final StrategySpec spec, final IndicatorSource indicators) {
        final Map<String, String> values = new TreeMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        values.putAll(spec.parameters());
        return factory.create(new Values(values), spec, indicators);
    }

    /** Builds one strategy. */
    @FunctionalInterface
    public interface Factory {

        /**
         * @param values     every parameter of the type, checked, defaults filled in
         * @param spec       the line of the registry
         * @param indicators where it declares what it reads
         */
        Strategy create(Values values, StrategySpec spec, IndicatorSource indicators);
    }

    /** Checked parameter values. */
    public record Values(Map<String, String> byName) {

        public int whole(final String name) {
            return Integer.parseInt(byName.get(name));
        }

        public double number(final String name) {
            return Double.parseDouble(byName.get(name));
        }

        /** The values as names of formulas: a formula may use a parameter's name for its value. */
        public Map<String, Syntax> syntax() {
            final Map<String, Syntax> all = new TreeMap<>();
            byName.forEach((name, text) -> all.put(name, Parser.value(text)));
            return all;
        }

        public String word(final String name) {
            return byName.get(name);
        }
    }
}
