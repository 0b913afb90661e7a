package io.ringmaster.cli.bench;

import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Instances of all rule-based types of the portfolio over some symbols and four timeframes, with parameters that vary. */
final class ManyStrategies {

    static final long MINUTE_NS = 60_000_000_000L;
    private static final int[] MINUTES = {1, 5, 15, 60};

    private ManyStrategies() {
    }

    /**
     * Uses every type on every series in turn; from the second pass on with other parameters. Symbols are named by their number.
     *
     * @param prefix of each id
     */
    static List<StrategySpec> specs(final int count, final int symbols, final String prefix) {
        final List<StrategyType> types = StrategyCatalog.types().stream()
            .filter(type -> type.source().startsWith("reference, strategies 26")).toList();
        final List<StrategySpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final StrategyType type = types.get(i % types.size());
            final int series = i / types.size();
            final int variant = series / (symbols * MINUTES.length);
            final StrategySpec.Bars bars = new StrategySpec.Bars(
                Integer.toString(series % symbols), MINUTES[series / symbols % MINUTES.length] * MINUTE_NS, 0);
            specs.add(new StrategySpec(prefix + i, type.name(), bars, varied(type, variant), true, 0, StrategySpec.Vote.EVEN));
        }
        return specs;
    }

    private static Map<String, String> varied(final StrategyType type, final int variant) {
        return type.parameters().stream().filter(parameter -> parameter.kind() == Parameter.Kind.WHOLE).findFirst()
            .filter(parameter -> variant > 0)
            .map(parameter -> Map.of(parameter.name(), Integer.toString(Integer.parseInt(parameter.defaultValue()) + variant)))
            .orElse(Map.of());
    }

    /** How many timeframes there are, the shortest first. */
    static int timeframes() {
        return MINUTES.length;
    }

    static long timeframeNs(final int timeframe) {
        return MINUTES[timeframe] * MINUTE_NS;
    }

    /** Whether a bar of a timeframe ends with a minute. */
    static boolean ends(final int timeframe, final long minute) {
        return minute % MINUTES[timeframe] == 0;
    }

    /** Number of strategies by symbol and timeframe. */
    static int[][] deciding(final List<StrategySpec> specs, final int symbols) {
        final int[][] counts = new int[symbols][MINUTES.length];
        for (final StrategySpec spec : specs) {
            counts[Integer.parseInt(spec.symbol())][Arrays.binarySearch(MINUTES, (int) (spec.timeframeNs() / MINUTE_NS))]++;
        }
        return counts;
    }
}
