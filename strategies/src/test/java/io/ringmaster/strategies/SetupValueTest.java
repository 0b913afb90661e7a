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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Strength, confidence, stop and target of every entry of the setups, with the numbers of reference, strategies 6 to 13, written out a
 * second time over whole columns. {@link SetupTest} says when they enter.
 */
class SetupValueTest {

    private static final long SEED = Long.getLong("seed", 20261128);
    private static final int BARS = 30_000;
    private static final Bars WALK = Bars.walk(BARS, SEED);
    /** Of a spot account, where stops and targets of quiet bars are widened much further. */
    private static final double SPOT_FEES = 0.0052;
    private static final Map<String, Function<Columns, Setup>> SETUPS = new LinkedHashMap<>();

    /**
     * What one type says on an entry.
     *
     * @param further a column the target reaches at least; null for none
     */
    record Setup(Score strength, Score confidence, double stopAtrs, double targetAtrs, double[] further) { }

    /** A share, by bar and side: {@code side} is 1 for a LONG and -1 for a SHORT. */
    @FunctionalInterface
    interface Score {

        double at(int bar, int side);
    }

    static {
        SETUPS.put("keltner", SetupValueTest::keltner);
        SETUPS.put("trend", SetupValueTest::trend);
        SETUPS.put("mean_reversion", SetupValueTest::meanReversion);
        SETUPS.put("momentum", SetupValueTest::momentum);
        SETUPS.put("breakout", SetupValueTest::breakout);
        SETUPS.put("reversal", SetupValueTest::reversal);
        SETUPS.put("rsi_mean_reversion", SetupValueTest::rsiReversion);
        SETUPS.put("vwap_momentum", SetupValueTest::vwapMomentum);
    }

    static Stream<String> types() {
        return SETUPS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldGradeAndPlaceItsPricesAsDefinedOnAWalk(final String type) {
        assertSays(type, WALK, Played.FEES, " seed=" + SEED);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldWidenByTheFeesOfItsInstrument(final String type) {
        assertSays(type, WALK, SPOT_FEES, " with the fees of spot, seed=" + SEED);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldGradeAndPlaceItsPricesAsDefinedOnRealBars(final String type) throws IOException {
        final Bars real = Bars.real(BARS);
        assumeTrue(real != null, "shared market data are not here: skipped");
        assertSays(type, real, Played.FEES, " on real bars");
    }

    /** A target of 4 round trips of 0.10 % is 100.40 at a price of 100; with the fees of spot, 0.52 %, it is 102.08. */
    @Test
    void shouldAimForFourRoundTripsWhereTheRangeIsSmall() {
        final Map<String, String> rule = Map.of("long", "close > 0", "long_target", "close*(1 + 4*fees)", "long_stop", "close*(1 - 2*fees)");
        final StrategySpec spec = StrategySpec.of("x", "rule", Bars.HOUR, rule);
        final Played futures = Played.of(spec, WALK, Played.FEES);
        final Played spot = Played.of(spec, WALK, SPOT_FEES);
        final double close = WALK.close[100];
        assertEquals(1.0040 * close, futures.targetPriceE8()[100] / 1e8, 1e-7 * close);
        assertEquals(0.9980 * close, futures.stopPriceE8()[100] / 1e8, 1e-7 * close);
        assertEquals(1.0208 * close, spot.targetPriceE8()[100] / 1e8, 1e-7 * close);
    }

    private static void assertSays(final String type, final Bars bars, final double fees, final String label) {
        final Columns c = new Columns(bars);
        final Setup setup = SETUPS.get(type).apply(c);
        final double[] range = c.atr(14);
        final Played played = Played.of(StrategySpec.of("x", type, Bars.HOUR, Map.of()), bars, fees);
        int entries = 0;
        for (int i = 0; i < bars.size(); i++) {
            final Signal said = played.said()[i];
            if (said != Signal.LONG && said != Signal.SHORT) {
                continue;
            }
            entries++;
            final int side = said == Signal.LONG ? 1 : -1;
            final String where = type + " bar " + i + " " + said + label;
            assertEquals(Math.clamp(setup.strength.at(i, side), 0, 1), played.strength()[i], 1e-9, "strength of " + where);
            assertEquals(Math.clamp(setup.confidence.at(i, side), 0, 1), played.confidence()[i], 1e-9, "confidence of " + where);
            final double close = bars.close[i];
            final double wider = Math.max(1, 4 * fees * close / (setup.targetAtrs * range[i]));
            final double target = close + side * setup.targetAtrs * range[i] * wider;
            final double reached = setup.further == null ? target : side * Math.max(side * target, side * setup.further[i]);
            assertPrice(close - side * setup.stopAtrs * range[i] * wider, played.stopPriceE8()[i], "stop of " + where);
            assertPrice(reached, played.targetPriceE8()[i], "target of " + where);
        }
        assertTrue(entries >= 10, type + " entered only " + entries + " times" + label);
    }

    private static void assertPrice(final double expected, final long saidE8, final String what) {
        if (expected <= 0) {
            assertEquals(Recommendation.NO_PRICE, saidE8, what);
        } else {
            assertEquals(expected, saidE8 / 1e8, 1e-8 * expected + 1e-8, what);
        }
    }

    private static double when(final boolean holds, final double share) {
        return holds ? share : 0;
    }

    /** Above, and not equal by the language's measure: numbers that agree to 10 digits are. */
    private static boolean above(final double a, final double b) {
        return a > b && !Columns.same(a, b);
    }

    /** Above for a LONG, below for a SHORT. */
    private static boolean beats(final double a, final double b, final int side) {
        return side > 0 ? above(a, b) : above(b, a);
    }

    /** Three changes in a row, in the side's direction. */
    private static boolean threeInARow(final double[] x, final int i, final int side) {
        boolean all = true;
        for (int k = i - 2; k <= i; k++) {
            all &= beats(x[k], x[k - 1], side);
        }
        return all;
    }

    private static double[] volumeRatio(final Columns c) {
        return c.ratio(c.volume(), c.sma(c.volume(), 20), 0);
    }

    private static Setup keltner(final Columns c) {
        final double[] middle = c.ema(c.close(), 20);
        final double[] half = c.times(c.constant(1.5), c.atr(14));
        final double[] line = c.minus(Oracle.exponential(c.close(), 12, 2.0 / 13, 25), c.ema(c.close(), 26));
        final double[] histogram = c.minus(line, c.ema(line, 9));
        final double[] rsi = c.rsi(14);
        final double[] share = c.each(i -> (c.close()[i] - middle[i] + half[i]) / (2 * half[i]));
        return new Setup(
            (i, side) -> 0.40 + Math.min(2 * Math.max(0, side * (0.5 - share[i])), 0.30) + when(side * histogram[i - 1] < 0, 0.15)
                + when(beats(c.close()[i], c.open()[i], side) && beats(c.close()[i], c.close()[i - 1], side), 0.10),
            (i, side) -> 0.45 + when(beats(c.close()[i], c.open()[i], side), 0.10) + when(beats(c.close()[i], c.close()[i - 1], side), 0.08)
                + when(side * histogram[i - 1] < 0, 0.12) + when(side > 0 ? rsi[i] < 30 : rsi[i] > 70, 0.10)
                + when(side > 0 ? above(0.1, share[i]) : above(share[i], 0.9), 0.10) + when(threeInARow(histogram, i, side), 0.05),
            1.5, 2.5, middle);
    }

    private static Setup trend(final Columns c) {
        final double[] fast = c.ema(c.close(), 20);
        final double[] slow = c.ema(c.close(), 50);
        final double[] spread = c.each(i -> (fast[i] - slow[i]) / slow[i]);
        final double[] adx = c.adx(14);
        final double[] rsi = c.rsi(14);
        final double[] volume = volumeRatio(c);
        return new Setup(
            (i, side) -> (!beats(fast[i - 1], slow[i - 1], side) ? 0.5 : 0.3) + Math.min((adx[i] - 30) / 50, 0.2)
                + Math.clamp(10 * side * (spread[i] - spread[i - 2]), 0, 0.15) + when(above(volume[i], 1.3), 0.10),
            (i, side) -> 0.40 + 0.15 + when(adx[i] > 35, 0.15) + when(above(volume[i], 1.2), 0.10)
                + when(!beats(fast[i - 1], slow[i - 1], side), 0.10)
                + when(side > 0 ? rsi[i] >= 50 && rsi[i] <= 70 : rsi[i] >= 30 && rsi[i] <= 50, 0.10),
            2.25, 3.0, null);
    }

    private static Setup meanReversion(final Columns c) {
        final double[] middle = c.sma(c.close(), 50);
        final double[] sigma = c.deviation(c.close(), 50);
        final double[] share = c.each(i -> sigma[i] == 0 ? 0.5 : (c.close()[i] - middle[i] + 2.5 * sigma[i]) / (5 * sigma[i]));
        final double[] width = c.each(i -> 5 * sigma[i] / middle[i]);
        final double[] meanWidth = c.sma(width, 20);
        final double[] rsi = c.rsi(14);
        final double[] lowest = c.lowest(c.low(), 10);
        final double[] highest = c.highest(c.high(), 10);
        final double[] lowestRsi = c.lowest(rsi, 10);
        final double[] highestRsi = c.highest(rsi, 10);
        final Score beyond = (i, side) -> side > 0 ? share[i] : 1 - share[i];
        final Score oversold = (i, side) -> side > 0 ? rsi[i] : 100 - rsi[i];
        final Score both = (i, side) -> when(above(c.volume()[i - 2], c.volume()[i]), 0.10)
            + when(side > 0 ? !above(c.close()[i], 1.005 * lowest[i]) && above(rsi[i], lowestRsi[i])
                : !above(0.995 * highest[i], c.close()[i]) && above(highestRsi[i], rsi[i]), 0.15);
        return new Setup(
            (i, side) -> 0.40 + 2 * (0.15 - beyond.at(i, side)) + 0.2 * Math.max(0, (25 - oversold.at(i, side)) / 30) + both.at(i, side),
            (i, side) -> 0.35 + when(oversold.at(i, side) < 25, 0.15) + when(beyond.at(i, side) < 0.05, 0.15) + both.at(i, side)
                + when(!above(0.8 * meanWidth[i], width[i]), 0.10),
            2.25, 3.0, middle);
    }

    private static Setup momentum(final Columns c) {
        final double[] rsi = c.rsi(14);
        final double[] volume = volumeRatio(c);
        final double[] average = c.ema(c.close(), 8);
        return new Setup(
            (i, side) -> 0.30 + Math.min((side > 0 ? rsi[i] - 55 : 45 - rsi[i]) / 50, 0.2) + Math.min(0.15 * (volume[i] - 2), 0.2)
                + Math.clamp(5 * side * (c.close()[i] / c.close()[i - 10] - 1), 0, 0.15) + when(threeInARow(c.close(), i, side), 0.10),
            (i, side) -> 0.35 + 0.15 + when(beats(c.close()[i], average[i], side), 0.10)
                + when(above(100 * Math.abs(c.close()[i] / c.close()[i - 5] - 1), 1), 0.10) + when(threeInARow(c.close(), i, side), 0.10)
                + when(side > 0 ? rsi[i] >= 55 && rsi[i] <= 75 : rsi[i] >= 25 && rsi[i] <= 45, 0.10) + when(above(volume[i], 2), 0.10),
            2.25, 3.5, null);
    }

    private static Setup breakout(final Columns c) {
        final double[] top = c.ago(c.highest(c.high(), 60), 1);
        final double[] bottom = c.ago(c.lowest(c.low(), 60), 1);
        final double[] volume = volumeRatio(c);
        final double[] sigma = c.deviation(c.close(), 20);
        final double[] mean = c.sma(c.close(), 20);
        final double[] width = c.each(i -> 4 * sigma[i] / mean[i]);
        final double[] rsi = c.rsi(14);
        final Score beyond = (i, side) -> side > 0 ? c.close()[i] / top[i] - 1 : 1 - c.close()[i] / bottom[i];
        final Score touches = (i, side) -> {
            int touched = 0;
            for (int k = i - 60; k < i; k++) {
                touched += side > 0 ? !above(top[i] * 0.997, c.high()[k]) ? 1 : 0 : !above(c.low()[k], bottom[i] * 1.003) ? 1 : 0;
            }
            return touched;
        };
        final Score full = (i, side) -> when(above(Math.abs(c.close()[i] - c.open()[i]), 0.6 * (c.high()[i] - c.low()[i])), 0.10);
        return new Setup(
            (i, side) -> 0.35 + Math.min(20 * beyond.at(i, side), 0.25) + when(!above(1.8, volume[i]), 0.15) + full.at(i, side)
                + Math.min(0.05 * touches.at(i, side), 0.15),
            (i, side) -> 0.30 + when(!above(1.8, volume[i]), 0.20) + full.at(i, side) + when(above(width[i], width[i - 1]), 0.10)
                + when(side > 0 ? rsi[i] < 70 : rsi[i] > 30, 0.10) + when(touches.at(i, side) >= 2, 0.10)
                + when(above(beyond.at(i, side), 0.002), 0.10),
            2.5, 4.0, null);
    }

    private static Setup reversal(final Columns c) {
        final double[] rsi = c.rsi(14);
        final double[] volume = volumeRatio(c);
        final double[] average = c.ema(c.close(), 20);
        final double[] lowestRsi = c.lowest(rsi, 10);
        final double[] highestRsi = c.highest(rsi, 10);
        final Score oversold = (i, side) -> side > 0 ? rsi[i] : 100 - rsi[i];
        final Score both = (i, side) -> {
            boolean holds = true;
            for (int k = i - 3; k <= i; k++) {
                holds &= beats(c.close()[k], c.close()[k - 1], side)
                    && beats((side > 0 ? c.low() : c.high())[k], (side > 0 ? c.low() : c.high())[k - 1], side);
            }
            return holds ? 1 : 0;
        };
        final Score stretched = (i, side) -> when(side > 0 ? above(0.98 * average[i], c.close()[i]) : above(c.close()[i], 1.02 * average[i]), 0.10);
        return new Setup(
            (i, side) -> 0.35 + Math.clamp((oversold.at(i, side) - 15) / 30, 0, 0.2) + (both.at(i, side) > 0 ? 0.15 : 0.08)
                + when(isPinBar(c, i, side), 0.12) + when(isEngulfing(c, i, side), 0.15) + when(above(0.8, volume[i]), 0.08) + stretched.at(i, side),
            (i, side) -> 0.30 + when(isPinBar(c, i, side) || isEngulfing(c, i, side), 0.15) + when(both.at(i, side) > 0, 0.15)
                + when(above(0.8, volume[i]), 0.10) + when(oversold.at(i, side) > 20, 0.10) + stretched.at(i, side)
                + when(side > 0 ? lowestRsi[i] < 15 : highestRsi[i] > 85, 0.10),
            1.5, 3.0, null);
    }

    private static boolean isPinBar(final Columns c, final int i, final int side) {
        final double body = Math.abs(c.close()[i] - c.open()[i]);
        final double under = Math.min(c.open()[i], c.close()[i]) - c.low()[i];
        final double over = c.high()[i] - Math.max(c.open()[i], c.close()[i]);
        return above(side > 0 ? under : over, 2 * body) && above(0.5 * body, side > 0 ? over : under)
            && above(0.4 * (c.high()[i] - c.low()[i]), body);
    }

    private static boolean isEngulfing(final Columns c, final int i, final int side) {
        return beats(c.close()[i], c.open()[i], side) && beats(c.open()[i - 1], c.close()[i - 1], side)
            && !beats(c.open()[i - 1], c.close()[i], side) && !beats(c.open()[i], c.close()[i - 1], side);
    }

    private static Setup rsiReversion(final Columns c) {
        final double[] rsi = c.rsi(14);
        final double[] adx = c.adx(14);
        final double[] range = c.atr(14);
        final double[] shift = c.each(i -> (adx[i] >= 25 ? -5 : 5)
            + (range[i] >= 0.02 * c.close()[i] ? -3 : range[i] <= 0.008 * c.close()[i] ? 2 : 0));
        final Score oversold = (i, side) -> side > 0 ? rsi[i] : 100 - rsi[i];
        return new Setup(
            (i, side) -> 0.35 + Math.min((Math.clamp(30 + shift[i], 5, 45) - oversold.at(i, side)) / 30, 0.3)
                + when(oversold.at(i, side) < 20, 0.10),
            (i, side) -> 0.35 + when(oversold.at(i, side) < 25, 0.15) + 0.10,
            2.0, 2.6, null);
    }

    private static Setup vwapMomentum(final Columns c) {
        final double[][] vwap = c.vwap(20);
        final double[] z = c.each(i -> vwap[1][i] < 1e-11 * c.close()[i] ? 0 : (c.close()[i] - vwap[0][i]) / vwap[1][i]);
        final double[] volume = volumeRatio(c);
        final Score shared = (i, side) -> when(!above(1, volume[i]), 0.10)
            + when(beats(c.close()[i] - c.close()[i - 5], c.close()[i - 1] - c.close()[i - 6], side), 0.10);
        return new Setup(
            (i, side) -> 0.35 + Math.min(Math.abs(z[i]) / 1.5, 0.3) + shared.at(i, side),
            (i, side) -> 0.35 + shared.at(i, side) + when(Math.abs((vwap[0][i] - vwap[0][i - 5]) / vwap[0][i]) > 0.001, 0.10)
                + when(above(Math.abs(z[i]), 1), 0.10),
            2.0, 3.0, null);
    }
}
