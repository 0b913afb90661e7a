package io.ringmaster.strategies.indicator.type;

import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.Indicator;
import java.util.List;
import java.util.Map;

/**
 * A type of indicator.
 *
 * @param source     what it is computed from unless the first argument is another number, such as {@code close}; empty if it reads the bar
 *                   itself
 * @param parameters in the order of its arguments
 * @param outputs    names of its outputs; a declaration that names none means the first; empty if there is only one
 * @param summary    a description in one line
 * @param definition formula and source
 */
public record IndicatorType(
    String name, String source, List<Parameter> parameters, List<String> outputs, String summary, String definition, Builder builder) {

    /** Makes the node of one output. */
    @FunctionalInterface
    public interface Builder {

        /** @param output one of the type's; empty for the only one */
        Indicator build(Arguments arguments, String output);
    }

    /** Where an indicator declares what it is made of. */
    public interface Declarations {

        /** The node of a declaration in which names stand for values. */
        Indicator indicator(String text, Map<String, Syntax> values);

        /** The node of a feature. */
        Indicator sample(Feature feature);

        /** The node of a named outside series: its {@link Feature#OUTSIDE} or {@link Feature#OUTSIDE_AGE}. */
        Indicator outside(Feature feature, String series);
    }

    /** Checked arguments, and the graph in which an indicator declares what it is made of. */
    public record Arguments(Declarations declarations, Indicator source, Map<String, Syntax> values) {

        public int whole(final String name) {
            return (int) number(name);
        }

        public double number(final String name) {
            return ((Syntax.Number) values.get(name)).value();
        }

        public String word(final String name) {
            return values.get(name).text();
        }

        public boolean is(final String name, final String word) {
            return word.equals(values.get(name).text());
        }

        /** A node made of others; names of parameters stand for their values, {@code src} for the source. */
        public Indicator node(final String formula) {
            return declarations.indicator(formula, values);
        }

        /** The node of this very declaration, shared by its outputs. */
        public <T extends Indicator> T shared(final String formula, final Class<T> type) {
            return type.cast(node(formula));
        }
    }

    /** A call with all arguments, for people: {@code bollinger(n, k=2)}. */
    public String signature() {
        final StringBuilder text = new StringBuilder(name).append('(');
        for (final Parameter parameter : parameters) {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(parameter.name());
            if (!parameter.defaultValue().isEmpty()) {
                text.append('=').append(parameter.defaultValue());
            }
        }
        return text.append(')').toString();
    }
}
