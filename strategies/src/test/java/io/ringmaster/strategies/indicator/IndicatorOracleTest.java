package io.ringmaster.strategies.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.strategies.Bars;
import io.ringmaster.strategies.Oracle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each indicator, bar by bar, against the same definition over the whole history; its first value comes exactly when it says. */
class IndicatorOracleTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int BARS = 20_000;

    static Stream<Arguments> indicators() {
        return Stream.of(
            of("sma(20)", b -> Oracle.sma(b.close, 20)),
            of("sma(hlc3,5)", b -> Oracle.sma(Oracle.map(b.size(), b::hlc3), 5)),
            of("ema(26)", b -> Oracle.ema(b.close, 26)),
            of("macd(12,26,9).line", b -> minus(Oracle.exponential(b.close, 12, 2.0 / 13, 25), Oracle.ema(b.close, 26))),
            of("macd(26,12,9).line",
                b -> minus(Oracle.ema(b.close, 26), Oracle.exponential(b.close, 12, 2.0 / 13, 25))),
            of("awesome(5,34)",
                b -> minus(Oracle.sma(Oracle.map(b.size(), b::hl2), 5), Oracle.sma(Oracle.map(b.size(), b::hl2), 34))),
            of("tr", Oracle::trueRange),
            of("atr(14)", b -> Oracle.wilder(Oracle.trueRange(b), 14)),
            of("rsi(14)", b -> Oracle.rsi(b.close, 14)),
            of("stddev(hlc3,20)", b -> Oracle.deviation(Oracle.map(b.size(), b::hlc3), 20, 0)),
            of("stddev(20,convention=sample)", b -> Oracle.deviation(b.close, 20, 1)));
    }

    private static Arguments of(final String spec, final Function<Bars, double[]> oracle) {
        return Arguments.of(spec, oracle);
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
        final String label = spec + seed;
        final double[] expected = oracle.apply(bars);
        final IndicatorGraph graph = new IndicatorGraph();
        final Indicator actual = graph.indicator(spec);
        int compared = 0;
        for (int i = 0; i < bars.size(); i++) {
            graph.onBar(i, i + 1, bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
            final boolean isWarm = i + 1 >= actual.warmupBars();
            assertEquals(!isWarm, Double.isNaN(actual.value()), label + " warm-up says " + actual.warmupBars() + ", bar " + i);
            if (isWarm) {
                // A sum or difference of prices can be no finer than the prices are.
                final double finest = 1e-9 * Math.max(Math.abs(expected[i]), bars.close[i] * 1e-3);
                assertEquals(expected[i], actual.value(), finest, label + " bar " + i);
                compared++;
            }
        }
        assertTrue(compared > BARS - 100, label);
    }

    private static double[] minus(final double[] a, final double[] b) {
        return Oracle.map(a.length, i -> a[i] - b[i]);
    }
}
