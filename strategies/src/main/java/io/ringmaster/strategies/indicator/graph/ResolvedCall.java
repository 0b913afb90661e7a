package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.formula.Parser;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A call with its type, its checked arguments by name, and defaults filled in. Two calls that mean the same are equal.
 *
 * @param source the number it is computed from; an empty word if it reads the bar itself
 */
record ResolvedCall(IndicatorType type, Syntax source, SortedMap<String, Syntax> values, String output) {

    /** @throws FormulaException if there is no such indicator, or its arguments are wrong */
    static ResolvedCall of(final Syntax.Call call) {
        final IndicatorType type = IndicatorCatalog.type(call.name());
        final boolean hasSource = !type.source().isEmpty();
        final boolean givesSource = hasSource && !call.arguments().isEmpty() && !(call.arguments().getFirst() instanceof Syntax.Number);
        final List<Syntax> given = givesSource ? call.arguments().subList(1, call.arguments().size()) : call.arguments();
        final Syntax source = givesSource ? call.arguments().getFirst()
            : hasSource ? new Syntax.Call(type.source(), List.of(), new TreeMap<>(), "") : new Syntax.Word("");
        if (source.isCondition() || source instanceof Syntax.Word && hasSource) {
            throw new FormulaException("'" + call.text() + "' has '" + source.text() + "' where a number belongs");
        }
        return new ResolvedCall(type, source, values(call, type, given), output(call, type));
    }

    private static SortedMap<String, Syntax> values(final Syntax.Call call, final IndicatorType type, final List<Syntax> given) {
        if (given.size() > type.parameters().size()) {
            throw new FormulaException("'" + call.text() + "' has too many arguments; it is " + type.signature());
        }
        final SortedMap<String, Syntax> values = new TreeMap<>(call.named());
        for (int i = 0; i < given.size(); i++) {
            final Syntax before = values.put(type.parameters().get(i).name(), given.get(i));
            if (before != null) {
                throw new FormulaException("'" + call.text() + "' gives '" + type.parameters().get(i).name() + "' twice");
            }
        }
        for (final Parameter parameter : type.parameters()) {
            final Syntax value = values.get(parameter.name());
            if (value == null && parameter.isNeeded()) {
                throw new FormulaException("'" + call.text() + "' needs '" + parameter.name() + "'; it is " + type.signature());
            }
            values.put(parameter.name(), value == null ? Parser.value(parameter.defaultValue()) : wordOf(parameter, value));
            final String fault = parameter.fault(values.get(parameter.name()).text());
            if (fault != null) {
                throw new FormulaException("'" + call.text() + "': '" + parameter.name() + "' " + fault + ", not "
                    + values.get(parameter.name()).text());
            }
        }
        if (values.size() > type.parameters().size()) {
            values.keySet().removeAll(type.parameters().stream().map(Parameter::name).toList());
            throw new FormulaException("'" + call.text() + "' has no argument '" + values.firstKey() + "'; it is " + type.signature());
        }
        return values;
    }

    /** A bare name is parsed as an indicator. Where a parameter takes a word, it is that word. */
    private static Syntax wordOf(final Parameter parameter, final Syntax value) {
        final boolean takesWord = parameter.kind() == Parameter.Kind.WORD || parameter.kind() == Parameter.Kind.SERIES;
        return takesWord && value instanceof Syntax.Call ? new Syntax.Word(value.text()) : value;
    }

    private static String output(final Syntax.Call call, final IndicatorType type) {
        if (call.output().isEmpty()) {
            return type.outputs().isEmpty() ? "" : type.outputs().getFirst();
        }
        if (!type.outputs().contains(call.output())) {
            throw new FormulaException("'" + call.text() + "' has no output '" + call.output() + "'"
                + (type.outputs().isEmpty() ? "" : "; outputs are " + String.join(", ", type.outputs())));
        }
        return call.output();
    }

    String text() {
        return new Syntax.Call(type.name(), source.text().isEmpty() ? List.of() : List.of(source), values, output).text();
    }
}
