package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.FixedPoint;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every strategy and indicator of the library promises, whatever it computes. */
public class LibraryTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final Bars WALK = Bars.walk(4_000, SEED);
    /** Warm after so much volume, whatever the bars. */
    private static final String NOT_BY_BARS = "vpin";

    static Stream<String> strategies() {
        return StrategyCatalog.types().stream().map(StrategyType::name).filter(name -> !"rule".equals(name) && !"volatility_system".equals(name));
    }

    static Stream<String> indicators() {
        return IndicatorCatalog.types().stream().filter(type -> !NOT_BY_BARS.equals(type.name())).flatMap(type -> {
            final String call = example(type);
            return type.outputs().isEmpty() ? Stream.of(call) : type.outputs().stream().map(output -> call + "." + output);
        });
    }

    /** A call with something sensible for what must be given. */
    public static String example(final IndicatorType type) {
        final List<String> arguments = new ArrayList<>();
        type.parameters().stream().filter(Parameter::isNeeded)
            .forEach(parameter -> arguments.add("q".equals(parameter.name()) ? "0.3" : "share".equals(parameter.name()) ? "0.01"
                : "k".equals(parameter.name()) ? "2" : "14"));
        return type.name() + (arguments.isEmpty() ? "" : "(" + String.join(",", arguments) + ")");
    }

    private static StrategySpec spec(final String type) {
        return StrategySpec.of("x", type, Bars.HOUR, shortened(type));
    }

    /** Those that look back for weeks must be warm within the walk. */
    private static Map<String, String> shortened(final String type) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        StrategyCatalog.types().stream().filter(one -> one.name().equals(type)).flatMap(one -> one.parameters().stream())
            .filter(parameter -> parameter.kind() == Parameter.Kind.WHOLE && Integer.parseInt(parameter.defaultValue()) > 100)
            .forEach(parameter -> parameters.put(parameter.name(), "100"));
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldNotKnowTheFuture(final String type) {
        final Bars bars = WALK.cut(1_500);
        final Signal[] whole = Played.of(spec(type), bars).said();
        final Random random = new Random(SEED);
        for (int i = 0; i < 100; i++) {
            final int cut = 1 + random.nextInt(bars.size() - 1);
            final Signal[] first = Played.of(spec(type), bars.cut(cut)).said();
            assertArrayEquals(Arrays.copyOf(whole, cut), first, () -> type + " cut at " + cut + " seed=" + SEED);
        }
    }

    /** What it says does not depend on how long it has been watching, once it says that it is warm. */
    @ParameterizedTest
    @MethodSource("strategies")
    void shouldSayTheSameAfterARestart(final String type) {
        final Played whole = Played.of(spec(type), WALK);
        final int later = 500;
        final Played restarted = Played.of(spec(type), WALK.from(later));
        int different = 0;
        for (int i = restarted.warmupBars(); i < restarted.said().length; i++) {
            different += restarted.said()[i] == whole.said()[later + i] ? 0 : 1;
        }
        // Exponential means never forget all, and bricks are as long as the market was wild when they began.
        assertTrue("renko_chart".equals(type) || different == 0, type + " said something else on " + different + " bars, seed=" + SEED);
    }

    @ParameterizedTest
    @MethodSource("indicators")
    void shouldBeWarmWhenItSaysSoAndANumberFromThenOn(final String spec) {
        final FeatureValues features = new FeatureValues();
        final IndicatorGraph graph = new IndicatorGraph(features);
        final Indicator indicator = graph.indicator(spec);
        for (int i = 0; i < WALK.size(); i++) {
            WALK.tellFeatures(i, features);
            bar(graph, WALK, i);
            final int bar = i;
            assertEquals(i + 1 < indicator.warmupBars(), Double.isNaN(indicator.value()), () -> spec + " bar " + bar + " seed=" + SEED);
            assertFalse(Double.isInfinite(indicator.value()), () -> spec + " bar " + bar + " seed=" + SEED);
        }
        assertTrue(indicator.settledBars() >= indicator.warmupBars(), spec);
    }

    /** Markets that stand still, trade nothing or have no range are no reason to say what is no number. */
    @ParameterizedTest
    @MethodSource("indicators")
    void shouldBeANumberInAMarketThatStandsStill(final String spec) {
        final FeatureValues features = new FeatureValues();
        final IndicatorGraph graph = new IndicatorGraph(features);
        final Indicator indicator = graph.indicator(spec);
        WALK.tellFeatures(0, features);
        for (int i = 0; i < 1_000; i++) {
            graph.onBar(i * Bars.HOUR, (i + 1) * Bars.HOUR, 100.1, 100.1, 100.1, 100.1, 0);
            assertEquals(i + 1 < indicator.warmupBars(), Double.isNaN(indicator.value()), spec + " bar " + i);
        }
    }

    /** A feed that is down, a book that may not be read, a source that begins late: all that is no fault of a strategy's. */
    @ParameterizedTest
    @MethodSource("strategies")
    void shouldNotBePutAwayForWhatIsNotKnown(final String type) {
        for (long seed = SEED; seed < SEED + 3 * Integer.getInteger("times", 1); seed++) {
            assertTrue(Played.of(spec(type), WALK.withGaps(seed)).warmupBars() >= 0, type + " was put away, seed=" + seed);
        }
    }

    @Test
    void shouldAllocateNothingOnceWarm() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final List<StrategySpec> specs = new ArrayList<>();
        strategies().forEach(type -> specs.add(StrategySpec.of(type, type, Bars.HOUR, Map.of())));
        final StrategyShard shard = new StrategyShard(
            specs, StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, StrategyCatalog::create);
        final FeatureValues features = new FeatureValues();
        final IndicatorGraph graph = new IndicatorGraph(features);
        indicators().forEach(graph::indicator);
        for (int i = 0; i < 3_000; i++) {
            bar(shard, i);
            WALK.tellFeatures(i, features);
            bar(graph, WALK, i);
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 3_000; i < 4_000; i++) {
            bar(shard, i);
            WALK.tellFeatures(i, features);
            bar(graph, WALK, i);
        }
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_000, specs.size() + " strategies allocated " + allocated + " bytes in 1,000 bars");
    }

    @Test
    void shouldNameWhatIsWrongWithAFormula() {
        final Map<String, String> faults = new LinkedHashMap<>();
        faults.put("smaa(20)", "there is no indicator 'smaa'; 'ringmaster indicators list' shows all");
        faults.put("sma()", "'sma' needs 'n'; it is sma(n)");
        faults.put("sma(0)", "'sma(0)': 'n' must be in [1, 100000], not 0");
        faults.put("sma(2.5)", "'sma(2.5)': 'n' must be a whole number, not 2.5");
        faults.put("sma(20", "'sma(20' ends at column 7 where ')' belongs");
        faults.put("macd.lime", "'macd.lime' has no output 'lime'; outputs are line, signal, histogram");
        faults.put("bollinger(20,2,convention=simple)",
            "'bollinger(20,2,convention=simple)': 'convention' must be one of [population, sample], not simple");
        faults.put("outside(VIX)", "'outside(VIX)': 'series' must be a name of 1 to 32 small letters, digits and '_', beginning with a letter, such as vix,"
            + " not VIX");
        faults.put("outside(14)", "'outside(14)': 'series' must be a name of 1 to 32 small letters, digits and '_', beginning with a letter, such as vix,"
            + " not 14");
        faults.put("close > open", "'close > open' is no number");
        faults.put("rsi(14) +", "'rsi(14) +' ends at column 10 where a number, an indicator or '(' belongs");
        faults.forEach((text, message) -> assertEquals(
            message, assertThrows(
                IllegalArgumentException.class, () -> new IndicatorGraph().indicator(text)).getMessage()));
    }

    @Test
    void shouldReadEachOutsideSeriesByItsName() {
        final FeatureValues features = new FeatureValues();
        final IndicatorGraph graph = new IndicatorGraph(features);
        final Indicator vix = graph.indicator("outside(vix)");
        final Indicator change = graph.indicator("momentum(outside(dollar), 1)");
        final Indicator unnamed = graph.indicator("outside");
        assertEquals(List.of("vix", "dollar"), features.series());
        for (int i = 0; i < 2; i++) {
            features.putOutside(0, 17 + i);
            features.putOutside(1, 104 + 2 * i);
            features.put(Feature.OUTSIDE, -1);
            graph.onBar(i, i + 1, 1, 1, 1, 1, 1);
        }
        assertEquals(18, vix.value());
        assertEquals(2, change.value());
        assertEquals(-1, unnamed.value());
        assertEquals(Set.of(Feature.OUTSIDE), graph.features());
    }

    /** What is written by a program may be long; what is longer is refused with a word, not with a stack that overflows. */
    @Test
    void shouldTakeLongFormulasAndRefuseEndlessOnes() {
        for (final String more : List.of("+close", "*-1", "[1]", "/2 - open[3]")) {
            assertTrue(new IndicatorGraph().indicator("close" + more.repeat(100)).warmupBars() > 0, more);
            final String endless = "close" + more.repeat(100_000);
            final String fault = assertThrows(IllegalArgumentException.class, () -> new IndicatorGraph().indicator(endless)).getMessage();
            assertTrue(fault.endsWith("has more than 300 operators; make it shorter, or several strategies"), fault);
            assertTrue(fault.length() < 200, fault);
        }
        final String claims = "close > open" + " and close > open".repeat(5_000);
        assertTrue(new IndicatorGraph().claim(claims, Map.of()).settledBars() > 0);
    }

    @Test
    void shouldRefuseARegistryWithAFormulaThatMeansNothing() {
        final List<StrategyFault> faults = StrategyCatalog.faults(List.of(
            rule(Map.of("long", "close crosses sma(20)")),
            StrategySpec.of("tiny", "reversal", Bars.HOUR, Map.of("n", "1"))), Set.of());
        assertEquals(List.of(
            "strategy 'mine': 'close crosses sma(20)' has 's' at column 15 where 'above' or 'below' belongs",
            "strategy 'tiny': 'lowest(change(low),0)': 'n' must be in [1, 100000], not 0"),
            faults.stream().map(StrategyFault::toString).toList());
    }

    @Test
    void shouldDoWhatARuleOfOnesOwnSays() {
        final StrategySpec rule = rule(Map.of(
            "long", "close crosses above sma(50)", "short", "close crosses below sma(50)", "flat", "rsi(14) > 80",
            "long_stop", "close - 2*atr(14)", "strength", "0.5"));
        final Played played = Played.of(rule, WALK);
        final Columns c = new Columns(WALK);
        final boolean[] up = c.crossUp(c.close(), c.sma(c.close(), 50));
        final boolean[] down = c.crossDown(c.close(), c.sma(c.close(), 50));
        final boolean[] leave = c.above(c.rsi(14), 80);
        for (int i = played.warmupBars(); i < WALK.size(); i++) {
            assertEquals(leave[i] ? Signal.FLAT : up[i] ? Signal.LONG : down[i] ? Signal.SHORT : Signal.HOLD, played.said()[i], "bar " + i);
            assertTrue(played.said()[i] != Signal.LONG || played.strength()[i] == 0.5);
        }
    }

    /** A position without the stop it should have is worse than none. */
    @Test
    void shouldEnterNothingWhoseStopIsNotKnown() {
        final Bars gaps = WALK.withGaps(SEED);
        final Played played = Played.of(rule(Map.of("long", "close > 0", "long_stop", "bid - 1")), gaps);
        int entered = 0;
        for (int i = 0; i < gaps.size(); i++) {
            final double bid = gaps.features[i][Feature.BID.ordinal()];
            assertEquals(Double.isNaN(bid) ? Signal.HOLD : Signal.LONG, played.said()[i], "bar " + i + " seed=" + SEED);
            assertEquals(
                Double.isNaN(bid) ? Recommendation.NO_PRICE : FixedPoint.fromDoubleHalfEven(bid - 1), played.stopPriceE8()[i], "bar " + i);
            entered += Double.isNaN(bid) ? 0 : 1;
        }
        assertTrue(entered > 100 && entered < gaps.size() - 100, entered + " times entered, seed=" + SEED);
    }

    /** Where nothing was traded there is nothing to divide by; on the next bar there is. */
    @Test
    void shouldEnterNothingWhoseStrengthHasNoValue() {
        final Played played = Played.of(rule(Map.of("long", "close > 0", "strength", "clip(1/volume, 0, 1)")), WALK);
        int held = 0;
        for (int i = 0; i < WALK.size(); i++) {
            assertEquals(WALK.volume[i] == 0 ? Signal.HOLD : Signal.LONG, played.said()[i], "bar " + i + " seed=" + SEED);
            held += WALK.volume[i] == 0 ? 1 : 0;
        }
        assertTrue(held > 20, held + " bars without volume, seed=" + SEED);
    }

    /** One bar on which a formula has no value must not stay in a running sum for good. */
    @Test
    void shouldForgetABarOnWhichAFormulaHadNoValue() {
        final IndicatorGraph graph = new IndicatorGraph();
        final List<Indicator> indicators = Stream.of(
            "sma(close/volume,10)", "stddev(log_return(volume),10)", "sum(log(volume),10)", "ema(1/volume,10)",
            "linreg(exp(1/(volume/1e4)),10).value", "realised_volatility(volume,10)", "turbulence(volume,10)", "highest(sqrt(volume - 50),10)")
            .map(graph::indicator).toList();
        int known = 0;
        for (int i = 0; i < WALK.size(); i++) {
            bar(graph, WALK, i);
            for (final Indicator indicator : indicators) {
                assertFalse(Double.isInfinite(indicator.value()), "bar " + i + " seed=" + SEED);
                known += i > 3_000 && !Double.isNaN(indicator.value()) ? 1 : 0;
            }
        }
        assertTrue(known > 900 * 6, known + " values after the 3000th bar, seed=" + SEED);
    }

    @Test
    void shouldPutAwayARuleWhoseNumbersAreTooLarge() {
        final String large = "close*1e308*10 - close*1e308*10";
        assertEquals(-1, Played.of(rule(Map.of("long", "close > 0", "long_stop", large)), WALK.cut(10)).warmupBars());
        assertEquals(-1, Played.of(rule(Map.of("long", "close > 0", "strength", large)), WALK.cut(10)).warmupBars());
        assertEquals(1, Played.of(rule(Map.of("long", "close > 0", "strength", "close/1e6")), WALK.cut(10)).warmupBars());
    }

    private static StrategySpec rule(final Map<String, String> parameters) {
        return StrategySpec.of("mine", "rule", Bars.HOUR, parameters);
    }

    private static void bar(final IndicatorGraph graph, final Bars bars, final int i) {
        graph.onBar(
            i * Bars.HOUR, (i + 1) * Bars.HOUR, bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
    }

    private static void bar(final StrategyShard shard, final int i) {
        shard.clearChanges();
        WALK.tellFeatures(i, shard.features(0));
        shard.onBarClosed(
            0, Bars.HOUR, i * Bars.HOUR, (i + 1) * Bars.HOUR, WALK.open[i], WALK.high[i], WALK.low[i], WALK.close[i], WALK.volume[i]);
        shard.evaluate();
    }
}
