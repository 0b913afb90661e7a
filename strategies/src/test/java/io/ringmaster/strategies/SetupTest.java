package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.schema.Signal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of the setups, and what strength and confidence must be, against their definitions written out over whole columns. */
class SetupTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int BARS = 100_000;
    private static final Bars WALK = Bars.walk(BARS, SEED);
    private static final Map<String, Function<Columns, Sides>> ORACLES = new LinkedHashMap<>();

    /** When each side is entered; a null leave never says FLAT. */
    record Sides(boolean[] goLong, boolean[] goShort, boolean[] leave) { }

    static {
        ORACLES.put("keltner", SetupTest::keltner);
        ORACLES.put("trend", SetupTest::trend);
        ORACLES.put("mean_reversion", SetupTest::meanReversion);
        ORACLES.put("vwap_range_reversion", SetupTest::vwapRange);
        ORACLES.put("momentum", SetupTest::momentum);
        ORACLES.put("breakout", SetupTest::breakout);
        ORACLES.put("reversal", SetupTest::reversal);
        ORACLES.put("rsi_mean_reversion", SetupTest::rsiReversion);
        ORACLES.put("vwap_momentum", SetupTest::vwapMomentum);
    }

    static Stream<String> types() {
        return ORACLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSayWhatTheDefinitionSaysOnAWalk(final String type) {
        assertSays(type, WALK, " seed=" + SEED);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSayWhatTheDefinitionSaysOnRealBars(final String type) throws IOException {
        final Bars real = Bars.real(BARS);
        assumeTrue(real != null, "shared market data are not here: skipped");
        assertSays(type, real, " on real bars");
    }

    private static void assertSays(final String type, final Bars bars, final String label) {
        assertSays(StrategySpec.of("x", type, Bars.HOUR, Map.of()), ORACLES.get(type).apply(new Columns(bars)), bars, label);
    }

    static void assertSays(final StrategySpec spec, final Sides expected, final Bars bars, final String label) {
        final String type = spec.type();
        final Played played = Played.of(spec, bars);
        // Flows are no stronger than they are unusual.
        final double leastStrength = type.startsWith("exchange_") ? 0 : 0.3;
        int entries = 0;
        for (int i = 0; i < bars.size(); i++) {
            final boolean isLong = expected.goLong[i] && !expected.goShort[i];
            final boolean isShort = expected.goShort[i] && !expected.goLong[i];
            final Signal wanted = i + 1 < played.warmupBars() ? Signal.HOLD
                : expected.leave != null && expected.leave[i] ? Signal.FLAT : isLong ? Signal.LONG : isShort ? Signal.SHORT : Signal.HOLD;
            final int bar = i;
            assertEquals(wanted, played.said()[i], () -> type + " bar " + bar + label);
            if (wanted == Signal.LONG || wanted == Signal.SHORT) {
                entries++;
                assertTrue(played.strength()[i] >= leastStrength && played.strength()[i] <= 1, type + " strength at bar " + i + label);
                assertTrue(played.confidence()[i] >= 0.3 && played.confidence()[i] <= 1, type + " confidence at bar " + i + label);
            }
        }
        assertTrue(entries >= 20, type + " entered only " + entries + " times" + label);
    }

    private static Sides keltner(final Columns c) {
        final double[] middle = c.ema(c.close(), 20);
        final double[] lower = c.plus(middle, -1.5, c.atr(14));
        final double[] upper = c.plus(middle, 1.5, c.atr(14));
        final double[] line = c.minus(Oracle.exponential(c.close(), 12, 2.0 / 13, 25), c.ema(c.close(), 26));
        final double[] histogram = c.minus(line, c.ema(line, 9));
        final double[] rsi = c.rsi(14);
        final double[] before = c.ago(c.close(), 1);
        final boolean[] green = c.or(c.above(c.close(), c.open()), c.above(c.close(), before));
        final boolean[] red = c.or(c.below(c.close(), c.open()), c.below(c.close(), before));
        return new Sides(
            all(c, not(c.above(c.low(), c.times(c.constant(1.001), lower))), c.above(c.close(), lower), c.above(rsi, 15), c.below(rsi, 45),
                c.above(histogram, c.ago(histogram, 1)), green),
            all(c, not(c.below(c.high(), c.times(c.constant(0.999), upper))), c.below(c.close(), upper), c.above(rsi, 55), c.below(rsi, 85),
                c.below(histogram, c.ago(histogram, 1)), red),
            null);
    }

    private static Sides trend(final Columns c) {
        final double[] fast = c.ema(c.close(), 20);
        final double[] slow = c.ema(c.close(), 50);
        final double[] rsi = c.rsi(14);
        final boolean[] strong = not(c.below(c.adx(14), 30));
        return new Sides(
            all(c, c.above(fast, slow), c.above(c.close(), fast), c.above(c.close(), slow), strong, c.above(rsi, 45), c.below(rsi, 75)),
            all(c, c.below(fast, slow), c.below(c.close(), fast), c.below(c.close(), slow), strong, c.above(rsi, 25), c.below(rsi, 55)),
            null);
    }

    private static Sides meanReversion(final Columns c) {
        final double[] middle = c.sma(c.close(), 50);
        final double[] sigma = c.deviation(c.close(), 50);
        final double[] share = c.each(i -> sigma[i] == 0 ? 0.5 : (c.close()[i] - middle[i] + 2.5 * sigma[i]) / (5 * sigma[i]));
        return new Sides(
            all(c, c.below(share, 0.15), c.below(c.rsi(14), 25)), all(c, c.above(share, 0.85), c.above(c.rsi(14), 75)), null);
    }

    private static double[] distance(final Columns c) {
        final double[][] vwap = c.vwap(20);
        return c.each(i -> vwap[1][i] < 1e-11 * c.close()[i] ? 0 : (c.close()[i] - vwap[0][i]) / vwap[1][i]);
    }

    private static Sides vwapRange(final Columns c) {
        final double[] z = distance(c);
        final boolean[] calm = c.below(c.adx(14), 25);
        return new Sides(
            all(c, not(c.above(z, -2)), calm), all(c, not(c.below(z, 2)), calm),
            all(c, c.below(c.each(i -> Math.abs(z[i])), 0.25), calm));
    }

    private static double[] volumeRatio(final Columns c) {
        return c.ratio(c.volume(), c.sma(c.volume(), 20), 0);
    }

    private static Sides momentum(final Columns c) {
        final double[] rsi = c.rsi(14);
        final boolean[] burst = not(c.below(volumeRatio(c), 2));
        return new Sides(
            all(c, c.above(rsi, 55), c.above(rsi, c.ago(rsi, 1)), burst), all(c, c.below(rsi, 45), c.below(rsi, c.ago(rsi, 1)), burst), null);
    }

    private static Sides breakout(final Columns c) {
        return new Sides(
            all(c, c.above(c.close(), c.ago(c.highest(c.high(), 60), 1)), c.above(c.close(), c.open())),
            all(c, c.below(c.close(), c.ago(c.lowest(c.low(), 60), 1)), c.below(c.close(), c.open())), null);
    }

    private static Sides reversal(final Columns c) {
        final double[] rsi = c.rsi(14);
        final boolean[] wasLow = c.below(c.ago(c.lowest(rsi, 8), 1), 15);
        final boolean[] wasHigh = c.above(c.ago(c.highest(rsi, 8), 1), 85);
        final boolean[] up = c.or(fourIn(c, c.low(), 1), fourIn(c, c.close(), 1));
        final boolean[] down = c.or(fourIn(c, c.high(), -1), fourIn(c, c.close(), -1));
        return new Sides(all(c, wasLow, up), all(c, wasHigh, down), null);
    }

    private static boolean[] fourIn(final Columns c, final double[] x, final int sign) {
        final boolean[] out = new boolean[x.length];
        for (int i = 4; i < out.length; i++) {
            out[i] = true;
            for (int k = i - 3; k <= i; k++) {
                out[i] &= sign * (x[k] - x[k - 1]) > 0;
            }
        }
        return out;
    }

    private static Sides rsiReversion(final Columns c) {
        final double[] rsi = c.rsi(14);
        final double[] adx = c.adx(14);
        final double[] range = c.atr(14);
        final double[] shift = c.each(i -> (adx[i] >= 25 ? -5 : 5)
            + (range[i] >= 0.02 * c.close()[i] ? -3 : range[i] <= 0.008 * c.close()[i] ? 2 : 0));
        return new Sides(
            all(c, not(c.above(rsi, c.each(i -> Math.clamp(30 + shift[i], 5, 45)))), c.above(rsi, c.ago(rsi, 1))),
            all(c, not(c.below(rsi, c.each(i -> Math.clamp(70 - shift[i], 55, 95)))), c.below(rsi, c.ago(rsi, 1))), null);
    }

    private static Sides vwapMomentum(final Columns c) {
        final double[] vwap = c.vwap(20)[0];
        final double[] slope = c.each(i -> i < 5 ? Double.NaN : (vwap[i] - vwap[i - 5]) / vwap[i]);
        final double[] z = distance(c);
        final double[] adx = c.adx(14);
        final double[] range = c.atr(14);
        final double[] pullback = c.each(i -> Math.max(0.2, 0.6 + (adx[i] >= 25 ? -0.12 : 0.12)
            + (range[i] >= 0.02 * c.close()[i] ? 0.10 : range[i] <= 0.008 * c.close()[i] ? -0.05 : 0)));
        return new Sides(
            all(c, not(c.below(slope, 0.0005)), not(c.above(z, c.each(i -> -pullback[i])))),
            all(c, not(c.above(slope, -0.0005)), not(c.below(z, pullback))), null);
    }

    static boolean[] not(final boolean[] a) {
        final boolean[] out = new boolean[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = !a[i];
        }
        return out;
    }

    static boolean[] all(final Columns c, final boolean[]... claims) {
        boolean[] out = claims[0];
        for (final boolean[] claim : claims) {
            out = c.and(out, claim);
        }
        return out;
    }
}
