package io.ringmaster.strategies;

import static io.ringmaster.strategies.SetupTest.all;
import static io.ringmaster.strategies.SetupTest.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.SetupTest.Sides;
import io.ringmaster.strategies.indicator.Feature;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of the setups that look beside the price, against their definitions written out over whole columns. */
class OutsideSetupTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int BARS = 100_000;
    private static final int BASIS_BARS = 1_000;
    private static final Bars WALK = Bars.walk(BARS, SEED);
    private static final Map<String, BiFunction<Columns, Bars, Sides>> ORACLES = new LinkedHashMap<>();

    static {
        ORACLES.put("order_flow", OutsideSetupTest::orderFlow);
        ORACLES.put("open_interest_spike", OutsideSetupTest::openInterest);
        ORACLES.put("basis_imbalance", OutsideSetupTest::basis);
        ORACLES.put("exchange_inflow", (c, b) -> flows(c, b, change(c, b, Feature.INFLOW), false, true));
        ORACLES.put("exchange_outflow", (c, b) -> flows(c, b, change(c, b, Feature.OUTFLOW), true, false));
        ORACLES.put("exchange_netflow",
            (c, b) -> flows(c, b, c.minus(change(c, b, Feature.INFLOW), change(c, b, Feature.OUTFLOW)), true, true));
        ORACLES.put("news_event", OutsideSetupTest::news);
        ORACLES.put("mentions_spike", OutsideSetupTest::mentions);
        ORACLES.put("sentiment", OutsideSetupTest::sentiment);
    }

    static Stream<String> types() {
        return ORACLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSayWhatTheDefinitionSaysOnAWalk(final String type) {
        SetupTest.assertSays(spec(type), ORACLES.get(type).apply(new Columns(WALK), WALK), WALK, " seed=" + SEED);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSayWhatTheDefinitionSaysOnRealBars(final String type) throws IOException {
        final Bars real = Bars.real(BARS);
        assumeTrue(real != null, "shared market data are not here: skipped");
        SetupTest.assertSays(spec(type), ORACLES.get(type).apply(new Columns(real), real), real, " on real bars");
    }

    /** It has a time-stop of 24 bars beside its rules. */
    @Test
    void shouldLeaveAFundingExtremeAfterADay() {
        final Sides expected = funding(new Columns(WALK), WALK);
        final Played played = Played.of(StrategySpec.of("x", "funding_extreme", Bars.HOUR, Map.of()), WALK);
        int since = -1;
        int runOut = 0;
        for (int i = 0; i < WALK.size(); i++) {
            final boolean isLong = expected.goLong()[i] && !expected.goShort()[i];
            final boolean isShort = expected.goShort()[i] && !expected.goLong()[i];
            final boolean isOver = since >= 0 && i - since >= 24;
            final Signal wanted = expected.leave()[i] ? Signal.FLAT : isLong ? Signal.LONG : isShort ? Signal.SHORT
                : isOver ? Signal.FLAT : Signal.HOLD;
            since = wanted == Signal.FLAT ? -1 : wanted == Signal.HOLD ? since : i;
            runOut += wanted == Signal.FLAT && !expected.leave()[i] ? 1 : 0;
            assertEquals(i + 1 < played.warmupBars() ? Signal.HOLD : wanted, played.said()[i], "bar " + i + " seed=" + SEED);
        }
        assertTrue(runOut > 0 || Arrays.stream(played.said()).filter(said -> said == Signal.SHORT).count() > 20, "seed=" + SEED);
    }

    @Test
    void shouldJudgeTheBasisByTheMarkWhereThereIsNoBook() {
        final Bars bookless = WALK.without(Feature.Source.BOOK);
        SetupTest.assertSays(spec("basis_imbalance"), basis(new Columns(bookless), bookless), bookless, " without a book, seed=" + SEED);
    }

    /** Open interest begins late, and the first change that can be judged at all is a spike while the price rises. */
    @Test
    void shouldHearASpikeOnTheFirstBarThatCanBeJudged() {
        final int n = 20;
        final Bars late = WALK.cut(2_000);
        final double[] funding = unusual(new Columns(late), late.feature(Feature.FUNDING), n);
        int spike = 1_000;
        while (late.close[spike] < 1.02 * late.close[spike - 1] || funding[spike] > 1) {
            spike++;
        }
        for (int i = 0; i < late.size(); i++) {
            final double interest = i < spike ? late.features[i][Feature.OPEN_INTEREST.ordinal()] : 1e6;
            late.features[i] = late.features[i].clone();
            late.features[i][Feature.OPEN_INTEREST.ordinal()] = i < spike - n - 1 ? Double.NaN : interest;
        }
        final Played played = Played.of(
            StrategySpec.of("x", "open_interest_spike", Bars.HOUR, Map.of("n", Integer.toString(n))), late);
        assertEquals(Signal.HOLD, played.said()[spike - 1]);
        assertEquals(Signal.LONG, played.said()[spike], "bar " + spike + " seed=" + SEED);
    }

    @Test
    void shouldSayNothingWhereNothingIsKnownBesideTheBars() {
        final Bars bare = WALK.cut(3_000);
        for (int i = 0; i < bare.size(); i++) {
            bare.features[i] = Feature.unknown();
        }
        ORACLES.keySet().forEach(type -> assertTrue(
            Arrays.stream(Played.of(StrategySpec.of("x", type, Bars.HOUR, Map.of()), bare).said())
                .allMatch(said -> said == Signal.HOLD), type));
    }

    /** As shipped, but for a look back of a week of minutes, which the plain definition takes too long over. */
    private static StrategySpec spec(final String type) {
        return StrategySpec.of("x", type, Bars.HOUR, "basis_imbalance".equals(type) ? Map.of("n", Integer.toString(BASIS_BARS)) : Map.of());
    }

    private static double[] change(final Columns c, final Bars bars, final Feature feature) {
        return c.change(bars.feature(feature));
    }

    /** Each value's distance from the mean of the n before it, in their standard deviations. */
    private static double[] unusual(final Columns c, final double[] x, final int n) {
        final double[] mean = c.ago(c.sma(x, n), 1);
        final double[] sigma = c.ago(Oracle.deviation(x, n, 0), 1);
        return c.each(i -> sigma[i] == 0 ? 0 : (x[i] - mean[i]) / sigma[i]);
    }

    private static double[] size(final Columns c, final double[] x) {
        return c.each(i -> Math.abs(x[i]));
    }

    private static double[] negative(final Columns c, final double[] x) {
        return c.each(i -> -x[i]);
    }

    private static double[] over(final Columns c, final double[] total, final int n) {
        return c.each(i -> i < n ? Double.NaN : total[i] - total[i - n]);
    }

    private static Sides orderFlow(final Columns c, final Bars bars) {
        final double[] bought = over(c, bars.feature(Feature.BOUGHT), 5);
        final double[] sold = over(c, bars.feature(Feature.SOLD), 5);
        final double[] bids = over(c, bars.feature(Feature.BIDS_REMOVED), 5);
        final double[] asks = over(c, bars.feature(Feature.ASKS_REMOVED), 5);
        final double[] largeBought = over(c, bars.feature(Feature.LARGE_BOUGHT), 5);
        final double[] largeSold = over(c, bars.feature(Feature.LARGE_SOLD), 5);
        final double[] score = c.each(i -> {
            final double[] f = bars.features[i];
            final double depth = share(f[Feature.BID_DEPTH.ordinal()], f[Feature.ASK_DEPTH.ordinal()]);
            final double near = share(f[Feature.BID_NEAR.ordinal()], f[Feature.ASK_NEAR.ordinal()]);
            final double large = (largeBought[i] - largeSold[i]) / (bought[i] + sold[i]);
            final double cancelled = Math.clamp(1 - (bought[i] + sold[i]) / (bids[i] + asks[i]), 0, 1);
            final double middle = (f[Feature.BID.ordinal()] + f[Feature.ASK.ordinal()]) / 2;
            final boolean wide = (f[Feature.ASK.ordinal()] - f[Feature.BID.ordinal()]) / middle > 0.003;
            final double plain = 0.6 * depth + 0.25 * near + 0.10 * share(bought[i], sold[i]) + 0.05 * large;
            return Math.clamp(plain * (cancelled > 0.9 ? 0.5 : 1) * (wide ? 0.7 : 1), -1, 1);
        });
        final boolean[] fresh = not(c.above(bars.feature(Feature.BOOK_AGE), 5));
        return new Sides(all(c, c.above(score, 0.3), fresh), all(c, c.below(score, -0.3), fresh), null);
    }

    private static double share(final double a, final double b) {
        return (a - b) / (a + b);
    }

    private static Sides funding(final Columns c, final Bars bars) {
        final double[] z = unusual(c, bars.feature(Feature.FUNDING), 720);
        final double[] rsi = c.rsi(14);
        final double[] momentum = over(c, c.close(), 10);
        final double[] before = c.ago(momentum, 1);
        final boolean[] strong = c.above(c.adx(14), 40);
        final double[] fast = c.ema(c.close(), 12);
        final double[] slow = c.ema(c.close(), 26);
        final boolean[] up = c.or(c.crossUp(rsi, 50), c.and(c.above(momentum, 0), c.above(momentum, before)));
        final boolean[] down = c.or(c.crossDown(rsi, 50), c.and(c.below(momentum, 0), c.below(momentum, before)));
        return new Sides(
            all(c, c.below(z, -2), up, not(c.and(strong, c.below(fast, slow)))),
            all(c, c.above(z, 2), down, not(c.and(strong, c.above(fast, slow)))), c.below(size(c, z), 0.5));
    }

    private static Sides openInterest(final Columns c, final Bars bars) {
        final double[] interest = bars.feature(Feature.OPEN_INTEREST);
        final double[] z = unusual(c, c.each(i -> i == 0 ? Double.NaN : Math.log(interest[i] / interest[i - 1])), 720);
        final double[] move = c.each(i -> i == 0 ? Double.NaN : Math.log(c.close()[i] / c.close()[i - 1]));
        final double[] half = c.times(c.constant(0.5), Oracle.deviation(move, 720, 0));
        final double[] funding = unusual(c, bars.feature(Feature.FUNDING), 720);
        final boolean[] up = c.above(move, half);
        final boolean[] down = c.below(move, negative(c, half));
        final boolean[] flushed = all(c,
            c.below(c.ago(z, 1), -2), c.below(c.ago(move, 1), c.ago(negative(c, half), 1)), not(c.below(c.change(interest), 0)));
        return new Sides(
            c.or(all(c, c.above(z, 2), up, not(c.above(funding, 2))), flushed),
            all(c, c.above(z, 2), down, not(c.below(funding, -2))), c.and(c.below(z, -2), up));
    }

    private static Sides basis(final Columns c, final Bars bars) {
        final double[] basis = c.each(i -> {
            final double[] f = bars.features[i];
            final double mid = (f[Feature.BID.ordinal()] + f[Feature.ASK.ordinal()]) / 2;
            return (Double.isNaN(mid) ? f[Feature.MARK.ordinal()] : mid) / f[Feature.INDEX.ordinal()] - 1;
        });
        final double[] z = unusual(c, basis, BASIS_BARS);
        final double[] book = bars.feature(Feature.BOOK_AGE);
        final double[] ticker = bars.feature(Feature.TICKER_AGE);
        final boolean[] together = not(c.above(c.each(i -> Double.isNaN(book[i]) ? 0 : Math.abs(book[i] - ticker[i])), 2));
        return new Sides(
            all(c, c.below(z, -2.5), c.below(basis, -0.001), together), all(c, c.above(z, 2.5), c.above(basis, 0.003), together),
            c.and(c.below(size(c, z), 0.5), together));
    }

    /** A series that only goes one way leaves when it is no more than usual, however far below. */
    private static Sides flows(final Columns c, final Bars bars, final double[] flow, final boolean goesLong, final boolean goesShort) {
        final double[] z = unusual(c, flow, 720);
        final boolean[] fresh = not(c.above(bars.feature(Feature.FLOW_AGE), 7_200));
        final boolean[] high = c.and(c.above(z, 2), fresh);
        final boolean[] never = new boolean[high.length];
        final boolean isNet = goesLong && goesShort;
        return new Sides(
            isNet ? c.and(c.below(z, -2), fresh) : goesLong ? high : never, goesShort ? high : never,
            c.and(c.below(isNet ? size(c, z) : z, 0.5), fresh));
    }

    private static Sides news(final Columns c, final Bars bars) {
        final double[] age = bars.feature(Feature.NEWS_AGE);
        final double[] score = bars.feature(Feature.NEWS_SCORE);
        final boolean[] within = c.and(not(c.below(age, 0)), c.below(age, 1_800));
        return new Sides(all(c, within, not(c.below(score, 0.6))), all(c, within, not(c.above(score, -0.6))), null);
    }

    private static Sides mentions(final Columns c, final Bars bars) {
        final double[] count = change(c, bars, Feature.MENTIONS);
        final double[] z = c.each(i -> {
            if (i < 4 * 168) {
                return Double.NaN;
            }
            final double[] weeks = {count[i - 168], count[i - 336], count[i - 504], count[i - 672]};
            final double mean = Arrays.stream(weeks).average().orElseThrow();
            final double variance = Arrays.stream(weeks).map(x -> (x - mean) * (x - mean)).sum() / 4;
            return variance == 0 ? 0 : (count[i] - mean) / Math.sqrt(variance);
        });
        final boolean[] spike = c.and(c.above(z, 2), not(c.above(bars.feature(Feature.MENTIONS_AGE), 7_200)));
        final double[] mean = c.ema(c.close(), 20);
        return new Sides(c.and(spike, c.above(c.close(), mean)), c.and(spike, c.below(c.close(), mean)), null);
    }

    private static Sides sentiment(final Columns c, final Bars bars) {
        final double[] score = bars.feature(Feature.SENTIMENT);
        final boolean[] fresh = not(c.above(bars.feature(Feature.SENTIMENT_AGE), 86_400));
        return new Sides(
            c.and(not(c.above(score, -0.6)), fresh), c.and(not(c.below(score, 0.6)), fresh), c.and(c.below(size(c, score), 0.1), fresh));
    }
}
