package io.ringmaster.strategies.indicator.type;

import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.type.IndicatorType.Builder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the types of indicators, each with its definition. */
public final class Definitions {

    /** Source of an indicator that reads the bar itself. */
    public static final String BAR = "";
    /** Source of an indicator of closing prices, unless another number is given. */
    public static final String CLOSE = "close";
    /** A length of at least one bar. */
    public static final Parameter N = Parameter.bars("n", 1, "bars");
    /** A length of at least two bars. */
    public static final Parameter N2 = Parameter.bars("n", 2, "bars");

    private final Map<String, IndicatorType> types = new TreeMap<>();

    /** The types added so far, by name. */
    public Map<String, IndicatorType> types() {
        return types;
    }

    /** Adds an indicator of one output. */
    public void add(
        final String name, final String source, final List<Parameter> parameters, final String summary, final String definition,
        final Builder builder) {
        add(name, source, parameters, List.of(), summary, definition, builder);
    }

    /** Adds an indicator of several outputs. */
    public void add(
        final String name, final String source, final List<Parameter> parameters, final List<String> outputs, final String summary,
        final String definition, final Builder builder) {
        types.put(name, new IndicatorType(name, source, parameters, outputs, summary, definition, builder));
    }

    /** Adds an indicator that is a formula of others. */
    public void define(
        final String name, final String source, final List<Parameter> parameters, final String summary, final String where,
        final String formula) {
        add(name, source, parameters, summary, "`" + formula + "`" + where, (a, output) -> a.node(formula));
    }

    /** Adds an indicator whose outputs are formulas of others, each a line {@code output = formula}. */
    public void defineAll(
        final String name, final String source, final List<Parameter> parameters, final String summary, final String where,
        final String formulas) {
        final Map<String, String> byOutput = new TreeMap<>();
        final List<String> outputs = formulas.lines().map(line -> line.substring(0, line.indexOf('=')).strip()).toList();
        formulas.lines().forEach(line -> byOutput.put(
            line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1).strip()));
        final StringBuilder definition = new StringBuilder();
        outputs.forEach(output -> definition.append(output).append(": `").append(byOutput.get(output)).append("`; "));
        definition.setLength(definition.length() - 2);
        add(name, source, parameters, outputs, summary, definition + where, (a, output) -> a.node(byOutput.get(output)));
    }
}
