package io.ringmaster.strategies.indicator.catalog;

import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Parser;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.indicator.average.Averages;
import io.ringmaster.strategies.indicator.market.Microstructure;
import io.ringmaster.strategies.indicator.pattern.Patterns;
import io.ringmaster.strategies.indicator.price.Prices;
import io.ringmaster.strategies.indicator.statistic.Statistics;
import io.ringmaster.strategies.indicator.trend.Trends;
import io.ringmaster.strategies.indicator.type.Definitions;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import io.ringmaster.strategies.indicator.volume.Volumes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Every type of indicator, by name. Many are defined as formulas of others; the formula is then the definition. {@code src} is the number an
 * indicator is computed from.
 */
public final class IndicatorCatalog {

    private static final Map<String, IndicatorType> TYPES = types(
        Prices::addTo, Averages::addTo, Statistics::addTo, Oscillators::addTo, Trends::addTo, Channels::addTo, Volumes::addTo, Patterns::addTo,
        Microstructure::addTo);

    private IndicatorCatalog() {
    }

    @SafeVarargs
    private static Map<String, IndicatorType> types(final Consumer<Definitions>... groups) {
        final Definitions all = new Definitions();
        for (final Consumer<Definitions> group : groups) {
            group.accept(all);
        }
        return all.types();
    }

    /** Every type, by name. */
    public static List<IndicatorType> types() {
        return List.copyOf(TYPES.values());
    }

    /**
     * The columns of a list of formulas: one for each formula, or one for each output if it is an indicator with several.
     *
     * @param specs formulas separated by commas
     * @return formula by column, in their order
     */
    public static Map<String, String> columns(final String specs) {
        final Map<String, String> columns = new LinkedHashMap<>();
        for (final String spec : Parser.split(specs)) {
            final List<String> outputs = Parser.number(spec, Map.of()) instanceof Syntax.Call(final var name, _, _, final var output)
                && output.isEmpty() && TYPES.containsKey(name) ? TYPES.get(name).outputs() : List.of();
            if (outputs.isEmpty()) {
                columns.put(spec, spec);
            }
            outputs.forEach(each -> columns.put(spec + "." + each, spec + "." + each));
        }
        return columns;
    }

    /** @throws FormulaException if no indicator has that name */
    public static IndicatorType type(final String name) {
        final IndicatorType type = TYPES.get(name);
        if (type == null) {
            throw new FormulaException("there is no indicator '" + name + "'" + nearest(name) + "; 'ringmaster indicators list' shows all");
        }
        return type;
    }

    private static String nearest(final String name) {
        for (final String known : TYPES.keySet()) {
            if (known.equalsIgnoreCase(name) || (name.length() > 2 && known.startsWith(name.toLowerCase(Locale.ROOT)))) {
                return ", but '" + known + "'";
            }
        }
        return "";
    }
}
