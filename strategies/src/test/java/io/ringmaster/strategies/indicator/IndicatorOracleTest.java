package io.ringmaster.strategies.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.strategies.Bars;
import io.ringmaster.strategies.IndicatorOracle;
import io.ringmaster.strategies.LibraryTest;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each indicator, bar by bar, against the same definition over the whole history; its first value comes exactly when it says. */
class IndicatorOracleTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int BARS = 10_000;

    static Stream<Arguments> indicators() {
        return IndicatorOracle.all().entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    /** What reads more than bars is tested where book and trades are. */
    @Test
    void shouldLeaveNoIndicatorOfBarsUnproven() {
        final Set<String> proven = new TreeSet<>();
        Stream.of(indicators(), TaLibTest.indicators(), Ta4jTest.indicators()).flatMap(all -> all)
            .forEach(one -> proven.add(((String) one.get()[0]).replaceAll("\\(.*\\)", "")));
        for (final IndicatorType type : IndicatorCatalog.types()) {
            final List<String> outputs = type.outputs().isEmpty() ? List.of("") : type.outputs().stream().map(output -> "." + output).toList();
            for (final String output : outputs) {
                if (isOfBars(type, output)) {
                    assertTrue(proven.contains(type.name() + output), type.name() + output + " is compared with nothing");
                }
            }
        }
    }

    private static boolean isOfBars(final IndicatorType type, final String output) {
        final IndicatorGraph graph = new IndicatorGraph();
        graph.indicator(LibraryTest.example(type) + output);
        return graph.features().isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indicators")
    void shouldAgreeWithItsDefinitionOnAWalk(
        final String spec, final Function<Bars, double[]> oracle) {
        assertAgrees(spec, " seed=" + SEED, oracle, Bars.walk(BARS, SEED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indicators")
    void shouldAgreeWithItsDefinitionOnRealBars(
        final String spec, final Function<Bars, double[]> oracle) throws IOException {
        final Bars real = Bars.real(BARS);
        assumeTrue(real != null, "shared market data are not here: skipped");
        assertAgrees(spec, "", oracle, real);
    }

    /** Wilder's own worked example of the RSI's first values (New Concepts in Technical Trading Systems, 1978), by way of StockCharts. */
    @Test
    void shouldGiveWildersRsi() {
        final double[] closes = {
            44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328, 45.6140, 46.2820,
            46.2820, 46.0028, 46.0328, 46.4116, 46.2222};
        final double[] expected = {70.53, 66.32, 66.55, 69.41, 66.36};
        final IndicatorGraph graph = new IndicatorGraph();
        final Indicator rsi = graph.indicator("rsi(14)");
        for (int i = 0; i < closes.length; i++) {
            graph.onBar(i, i + 1, closes[i], closes[i], closes[i], closes[i], 1);
            if (i >= 14) {
                assertEquals(expected[i - 14], rsi.value(), 0.01, "close " + i);
            }
        }
    }

    /** Few different values, so that many are equal, and bars on which the source is no number: they are none of its bars. */
    @Test
    void shouldLookBackOnNumbersAloneWhateverTheWindow() {
        final Random random = new Random(SEED);
        final IndicatorGraph graph = new IndicatorGraph();
        final String source = "sqrt(close - 3)";
        final List<Map<String, Indicator>> byLength = new ArrayList<>();
        for (int n = 1; n <= 40; n++) {
            final Map<String, Indicator> all = new TreeMap<>();
            for (final String name : List.of("highest", "lowest", "bars_since_highest", "bars_since_lowest", "sma")) {
                all.put(name, graph.indicator(name + "(" + source + "," + n + ")"));
            }
            all.put("lag", graph.indicator(source + "[" + n + "]"));
            byLength.add(all);
        }
        final List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            final double close = random.nextInt(9);
            graph.onBar(i, i + 1, close, close, close, close, 1);
            if (close >= 3) {
                numbers.add(Math.sqrt(close - 3));
            }
            for (int n = 1; n <= byLength.size(); n++) {
                final boolean isFull = close >= 3 && numbers.size() >= n;
                final List<Double> window = isFull ? numbers.subList(numbers.size() - n, numbers.size()) : List.of(Double.NaN);
                final double highest = Collections.max(window);
                final double lowest = Collections.min(window);
                final Map<String, Double> expected = new TreeMap<>(Map.of(
                    "highest", highest, "lowest", lowest, "sma", window.stream().mapToDouble(x -> x).sum() / window.size(),
                    "bars_since_highest", isFull ? n - 1.0 - window.lastIndexOf(highest) : Double.NaN,
                    "bars_since_lowest", isFull ? n - 1.0 - window.lastIndexOf(lowest) : Double.NaN,
                    "lag", close >= 3 && numbers.size() > n ? numbers.get(numbers.size() - 1 - n) : Double.NaN));
                final String label = "seed=" + SEED + " bar " + i + " of " + n + " values: ";
                byLength.get(n - 1).forEach((name, node) -> assertEquals(expected.get(name), node.value(), 1e-12, label + name));
            }
        }
    }

    private static void assertAgrees(
        final String spec, final String seed, final Function<Bars, double[]> oracle, final Bars bars) {
        final double[] expected = oracle.apply(bars);
        final IndicatorGraph graph = new IndicatorGraph();
        final Indicator actual = graph.indicator(spec);
        int compared = 0;
        for (int i = 0; i < bars.size(); i++) {
            final int bar = i;
            graph.onBar(
                Bars.START + i * Bars.HOUR, Bars.START + (i + 1) * Bars.HOUR, bars.open[i], bars.high[i], bars.low[i], bars.close[i],
                bars.volume[i]);
            final boolean isWarm = i + 1 >= actual.warmupBars();
            assertEquals(
                !isWarm, Double.isNaN(actual.value()), () -> spec + seed + " warm-up says " + actual.warmupBars() + ", bar " + bar);
            if (isWarm) {
                // A sum or difference of prices can be no finer than the prices are.
                final double finest = 1e-9 * Math.max(Math.abs(expected[i]), bars.close[i] * 1e-3);
                assertEquals(expected[i], actual.value(), finest, () -> spec + seed + " bar " + bar);
                compared++;
            }
        }
        assertEquals(BARS - actual.warmupBars() + 1, compared, spec + seed);
    }
}
