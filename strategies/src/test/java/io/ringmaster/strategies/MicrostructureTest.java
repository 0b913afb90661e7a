package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Indicators of book and trades against their formulae written out for each bar. */
class MicrostructureTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final Bars BARS = Bars.walk(5_000, SEED);
    private static final int N = 14;
    private static final double SECONDS = 3_600;
    private static final Map<String, IntToDoubleFunction> ORACLES = new LinkedHashMap<>();

    static {
        ORACLES.put("mid", i -> (at(i, Feature.BID) + at(i, Feature.ASK)) / 2);
        ORACLES.put("spread", i -> (at(i, Feature.ASK) - at(i, Feature.BID)) / mid(i));
        ORACLES.put("microprice", MicrostructureTest::microprice);
        ORACLES.put("mid_forecast", i -> microprice(i) / mid(i) - 1);
        ORACLES.put("queue_imbalance", i -> share(at(i, Feature.BID_QTY), at(i, Feature.ASK_QTY)));
        ORACLES.put("book_imbalance", i -> share(at(i, Feature.BID_DEPTH), at(i, Feature.ASK_DEPTH)));
        ORACLES.put("book_pressure", i -> share(at(i, Feature.BID_NEAR), at(i, Feature.ASK_NEAR)));
        ORACLES.put("book_slope.bid", i -> at(i, Feature.BID_DEPTH) / ((mid(i) - at(i, Feature.BID_TENTH)) / mid(i) / 0.0001));
        ORACLES.put("book_slope.ask", i -> at(i, Feature.ASK_DEPTH) / ((at(i, Feature.ASK_TENTH) - mid(i)) / mid(i) / 0.0001));
        ORACLES.put("price_impact.buy", i -> at(i, Feature.BUY_COST) / mid(i) - 1);
        ORACLES.put("price_impact.sell", i -> 1 - at(i, Feature.SELL_COST) / mid(i));
        ORACLES.put("ofi(14)", i -> over(i, Feature.BOOK_FLOW));
        ORACLES.put("relative_ofi(14)", i -> over(i, Feature.BOOK_FLOW) / (over(i, Feature.TOUCH_QTY) / over(i, Feature.BOOK_UPDATES)));
        ORACLES.put("weighted_pressure", i -> share(at(i, Feature.BID_WEIGHTED), at(i, Feature.ASK_WEIGHTED)));
        ORACLES.put("liquidity_slope", i -> share(at(i, Feature.BID_SLOPE), at(i, Feature.ASK_SLOPE)));
        ORACLES.put("mid_velocity", i -> at(i, Feature.MID_SLOPE) / mid(i));
        ORACLES.put("arrival_rate(14)", i -> over(i, Feature.ARRIVALS) / (N * SECONDS));
        ORACLES.put("cancellation_rate(14)", i -> Math.max(
            0, over(i, Feature.REMOVALS) - over(i, Feature.BUYS) - over(i, Feature.SELLS)) / (N * SECONDS));
        ORACLES.put("cancelled_share(14)", i -> Math.clamp(
            1 - (over(i, Feature.BOUGHT) + over(i, Feature.SOLD)) / (over(i, Feature.BIDS_REMOVED) + over(i, Feature.ASKS_REMOVED)), 0, 1));
        ORACLES.put("trade_rate(14)", i -> (over(i, Feature.BUYS) + over(i, Feature.SELLS)) / (N * SECONDS));
        ORACLES.put("trade_imbalance(14)", i -> share(over(i, Feature.BOUGHT), over(i, Feature.SOLD)));
        ORACLES.put("trade_count_imbalance(14)", i -> share(over(i, Feature.BUYS), over(i, Feature.SELLS)));
        ORACLES.put("trade_size(14).mean", MicrostructureTest::meanTrade);
        ORACLES.put("trade_size(14).deviation", i -> Math.sqrt(Math.max(
            0, over(i, Feature.SQUARED_TRADES) / (over(i, Feature.BUYS) + over(i, Feature.SELLS)) - meanTrade(i) * meanTrade(i))));
        ORACLES.put("trade_dispersion(14)", i -> Math.sqrt(Math.max(
            0, over(i, Feature.SQUARED_TRADES) / (over(i, Feature.BUYS) + over(i, Feature.SELLS)) - meanTrade(i) * meanTrade(i))) / meanTrade(i));
        ORACLES.put("large_share(14)", i -> (over(i, Feature.LARGE_BOUGHT) + over(i, Feature.LARGE_SOLD))
            / (over(i, Feature.BOUGHT) + over(i, Feature.SOLD)));
        ORACLES.put("large_trades(14)", i -> (over(i, Feature.LARGE_BOUGHT) - over(i, Feature.LARGE_SOLD))
            / (over(i, Feature.BOUGHT) + over(i, Feature.SOLD)));
        ORACLES.put("microstructure_score(14)", MicrostructureTest::score);
        ORACLES.put("kyle_lambda(14)", MicrostructureTest::lambda);
        ORACLES.put("basis", i -> mid(i) / at(i, Feature.INDEX) - 1);
    }

    static Stream<String> indicators() {
        return ORACLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("indicators")
    void shouldEqualTheFormula(final String spec) {
        final double[] values = values(spec);
        for (int i = 2 * N; i < BARS.size(); i++) {
            final double expected = ORACLES.get(spec).applyAsDouble(i);
            assertEquals(expected, values[i], 1e-9 * Math.max(1, Math.abs(expected)), spec + " bar " + i + " seed=" + SEED);
        }
    }

    @Test
    void shouldLeaveNoIndicatorOfBookAndTradesUnproven() {
        final Set<String> proven = new TreeSet<>(Set.of("vpin"));
        ORACLES.keySet().forEach(spec -> proven.add(spec.replaceAll("[(.].*", "")));
        for (final IndicatorType type : IndicatorCatalog.types()) {
            final IndicatorGraph graph = new IndicatorGraph();
            graph.indicator(LibraryTest.example(type) + (type.outputs().isEmpty() ? "" : "." + type.outputs().getFirst()));
            final boolean isFeature = Stream.of(Feature.values()).anyMatch(feature -> feature.word().equals(type.name()));
            if (!isFeature && !graph.features().isEmpty()) {
                assertTrue(proven.contains(type.name()), type.name() + " is compared with nothing");
            }
        }
    }

    /** Every unit of volume put into its bucket one hundredth at a time. */
    @Test
    void shouldFillBucketsOfEqualVolume() {
        final double[] values = values("vpin(10,25)");
        final List<Double> full = new ArrayList<>();
        double inBucket = 0;
        double bias = 0;
        int compared = 0;
        for (int i = 1; i < 1_000; i++) {
            final double bought = at(i, Feature.BOUGHT) - at(i - 1, Feature.BOUGHT);
            final double sold = at(i, Feature.SOLD) - at(i - 1, Feature.SOLD);
            double left = bought + sold;
            while (left > 0) {
                final double put = Math.min(0.01, Math.min(left, 25 - inBucket));
                inBucket += put;
                bias += put * (bought - sold) / (bought + sold);
                left -= put;
                if (inBucket >= 25) {
                    full.add(Math.abs(bias));
                    inBucket = 0;
                    bias = 0;
                }
            }
            if (full.size() > 10) {
                compared++;
                final double expected = full.subList(full.size() - 10, full.size()).stream().mapToDouble(x -> x).sum() / (10 * 25);
                assertEquals(expected, values[i], 1e-6, "bar " + i + " seed=" + SEED);
            }
        }
        assertTrue(compared > 900, "compared " + compared);
    }

    @Test
    void shouldSayHowOneSidedABarIsThatIsLargerThanAllBuckets() {
        final FeatureValues features = new FeatureValues();
        final IndicatorGraph graph = new IndicatorGraph(features);
        final Indicator vpin = graph.indicator("vpin(10,1)");
        features.put(Feature.BOUGHT, 0);
        features.put(Feature.SOLD, 0);
        graph.onBar(0, 1, 1, 1, 1, 1, 1);
        features.put(Feature.BOUGHT, 750_000_000);
        features.put(Feature.SOLD, 250_000_000);
        graph.onBar(1, 2, 1, 1, 1, 1, 1);
        assertEquals(0.5, vpin.value(), 1e-6);
    }

    private static double[] values(final String spec) {
        final FeatureValues features = new FeatureValues();
        final IndicatorGraph graph = new IndicatorGraph(features);
        final Indicator indicator = graph.indicator(spec);
        final double[] values = new double[BARS.size()];
        for (int i = 0; i < BARS.size(); i++) {
            BARS.tellFeatures(i, features);
            graph.onBar(i * Bars.HOUR, (i + 1) * Bars.HOUR, BARS.open[i], BARS.high[i], BARS.low[i], BARS.close[i], BARS.volume[i]);
            values[i] = indicator.value();
        }
        return values;
    }

    private static double at(final int bar, final Feature feature) {
        return BARS.features[bar][feature.ordinal()];
    }

    private static double over(final int bar, final Feature total) {
        return at(bar, total) - at(bar - N, total);
    }

    private static double mid(final int bar) {
        return (at(bar, Feature.BID) + at(bar, Feature.ASK)) / 2;
    }

    private static double microprice(final int bar) {
        final double towardsAsk = at(bar, Feature.BID_QTY) / (at(bar, Feature.BID_QTY) + at(bar, Feature.ASK_QTY));
        return at(bar, Feature.ASK) * towardsAsk + at(bar, Feature.BID) * (1 - towardsAsk);
    }

    private static double meanTrade(final int bar) {
        return (over(bar, Feature.BOUGHT) + over(bar, Feature.SOLD)) / (over(bar, Feature.BUYS) + over(bar, Feature.SELLS));
    }

    /** Reference, strategies 17, with what is known here. */
    private static double score(final int bar) {
        final double left = over(bar, Feature.BIDS_REMOVED) + over(bar, Feature.ASKS_REMOVED);
        final double traded = over(bar, Feature.BOUGHT) + over(bar, Feature.SOLD);
        final double cancelled = Math.clamp(1 - traded / left, 0, 1);
        final double spread = (at(bar, Feature.ASK) - at(bar, Feature.BID)) / mid(bar);
        final double score = 0.6 * share(at(bar, Feature.BID_DEPTH), at(bar, Feature.ASK_DEPTH))
            + 0.25 * share(at(bar, Feature.BID_NEAR), at(bar, Feature.ASK_NEAR))
            + 0.1 * share(over(bar, Feature.BOUGHT), over(bar, Feature.SOLD))
            + 0.05 * (over(bar, Feature.LARGE_BOUGHT) - over(bar, Feature.LARGE_SOLD)) / traded;
        return Math.clamp(score * (cancelled > 0.9 ? 0.5 : 1) * (spread > 0.003 ? 0.7 : 1), -1, 1);
    }

    private static double share(final double a, final double b) {
        return (a - b) / (a + b);
    }

    /** Least squares by deviations from the means. */
    private static double lambda(final int bar) {
        double meanMove = 0;
        double meanNet = 0;
        for (int i = bar - N + 1; i <= bar; i++) {
            meanMove += (BARS.close[i] - BARS.close[i - 1]) / N;
            meanNet += net(i) / N;
        }
        double covariance = 0;
        double variance = 0;
        for (int i = bar - N + 1; i <= bar; i++) {
            covariance += (BARS.close[i] - BARS.close[i - 1] - meanMove) * (net(i) - meanNet);
            variance += (net(i) - meanNet) * (net(i) - meanNet);
        }
        return covariance / variance;
    }

    private static double net(final int bar) {
        return at(bar, Feature.BOUGHT) - at(bar - 1, Feature.BOUGHT) - at(bar, Feature.SOLD) + at(bar - 1, Feature.SOLD);
    }
}
