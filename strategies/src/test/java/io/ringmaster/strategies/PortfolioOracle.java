package io.ringmaster.strategies;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The sixty types of the strategy portfolio with their default parameters, each written out again over whole columns. */
final class PortfolioOracle {

    /** When a strategy goes long and when it leaves. */
    record Claims(boolean[] go, boolean[] leave) { }

    private static final Map<String, Function<Columns, Claims>> ALL = new LinkedHashMap<>();

    static {
        put("sma_rsi", c -> claims(c.and(c.above(c.close(), c.sma(c.close(), 20)), c.below(c.rsi(14), 30)), c.above(c.rsi(14), 70)));
        put("ema_macd", PortfolioOracle::macd);
        put("adx_stochastic", c -> claims(
            c.and(c.above(c.adx(14), 20), c.below(c.stochastic(14), 20)), c.or(c.above(c.stochastic(14), 80), c.below(c.adx(14), 20))));
        put("aroon_mfi", c -> {
            final double[][] aroon = c.aroon(25);
            return claims(c.and(c.crossUp(aroon[0], aroon[1]), c.below(c.mfi(14), 20)),
                c.or(c.crossDown(aroon[0], aroon[1]), c.above(c.mfi(14), 80)));
        });
        put("ichimoku_cloud", PortfolioOracle::ichimoku);
        put("parabolic_sar", c -> crossing(c, c.close(), parabolic(c)));
        put("sma_ema_crossover", c -> crossing(c, c.sma(c.close(), 20), c.ema(c.close(), 50)));
        put("double_ema_crossover", c -> crossing(c, c.ema(c.close(), 12), c.ema(c.close(), 26)));
        put("triple_ema_crossover", c -> ordered(c, 8, 21, 55));
        put("heiken_ashi", c -> crossing(c, c.heikinAshi()[1], c.heikinAshi()[0]));
        put("linear_regression_channels", c -> {
            final double[][] line = c.regression(20);
            return claims(c.crossUp(c.close(), c.plus(line[0], 2, line[1])), c.crossDown(c.close(), c.plus(line[0], -2, line[1])));
        });
        put("vwap_mean_reversion", c -> {
            final double[][] vwap = c.vwap(20);
            final boolean[] below = c.below(c.close(), vwap[0]);
            final boolean[] notBelow = new boolean[below.length];
            for (int i = 0; i < below.length; i++) {
                notBelow[i] = !below[i] && !Double.isNaN(vwap[0][i]);
            }
            return claims(c.and(below, c.crossUp(c.close(), c.plus(vwap[0], -2, vwap[1]))), notBelow);
        });
        put("bband_w_r", c -> {
            final double[] middle = c.sma(c.close(), 20);
            final double[] sigma = c.deviation(c.close(), 20);
            final double[] top = c.highest(c.high(), 14);
            final double[] bottom = c.lowest(c.low(), 14);
            final double[] r = c.each(i -> top[i] == bottom[i] ? 0 : -100 * (top[i] - c.close()[i]) / (top[i] - bottom[i]));
            return claims(c.and(c.below(c.close(), c.plus(middle, -2, sigma)), c.below(r, -80)),
                c.and(c.above(c.close(), c.plus(middle, 2, sigma)), c.above(r, -20)));
        });
        put("atr_cci", c -> {
            final double[] typical = c.typical();
            final double[] mean = c.sma(typical, 20);
            final double[] cci = c.each(i -> {
                double distance = 0;
                for (int k = i - 19; k <= i; k++) {
                    distance += k < 0 ? Double.NaN : Math.abs(typical[k] - mean[i]) / 20;
                }
                return Columns.same(typical[i], mean[i]) ? 0 : (typical[i] - mean[i]) / (0.015 * distance);
            });
            return claims(c.and(c.crossUp(cci, -100), c.above(c.atr(14), c.ago(c.atr(14), 1))), c.crossDown(cci, 100));
        });
        put("donchian_breakout", c -> breakout(c, 20));
        put("volatility_stop", PortfolioOracle::volatilityStop);
        put("atr_trailing_stop", PortfolioOracle::atrTrailingStop);
        put("momentum_sma_crossover", c -> crossing(c, c.roc(c.close(), 10), c.sma(c.roc(c.close(), 10), 14)));
        put("kst_oscillator", c -> crossing(c, c.kst(), c.sma(c.kst(), 9)));
        put("stochastic_rsi", c -> {
            final double[] rsi = c.rsi(14);
            final double[] top = c.highest(rsi, 14);
            final double[] bottom = c.lowest(rsi, 14);
            final double[] share = c.each(i -> Columns.same(top[i], bottom[i]) ? 0 : 100 * (rsi[i] - bottom[i]) / (top[i] - bottom[i]));
            return claims(c.crossUp(share, 20), c.crossDown(share, 80));
        });
        put("rvi", c -> crossing(c, c.vigor(), c.symmetric(c.vigor())));
        put("mass_index", c -> {
            final double[] range = c.minus(c.high(), c.low());
            final double[] index = c.sum(c.ratio(c.ema(range, 9), c.ema(c.ema(range, 9), 9), 1), 25);
            final double[] mean = c.ema(c.close(), 9);
            final boolean[] bulge = c.and(c.above(c.highest(index, 25), 27), c.crossDown(index, 26.5));
            return claims(c.and(bulge, c.below(mean, c.ago(mean, 1))),
                c.or(c.crossUp(index, 27), c.and(bulge, c.above(mean, c.ago(mean, 1)))));
        });
        put("momentum_pinball", c -> {
            final double[] slow = c.minus(c.close(), c.ago(c.close(), 20));
            final double[] fast = c.minus(c.close(), c.ago(c.close(), 10));
            return claims(c.and(c.above(slow, 0), c.crossUp(fast, 0)), c.and(c.below(slow, 0), c.crossDown(fast, 0)));
        });
        put("volume_weighted_macd", c -> {
            final double[] line = c.minus(c.byVolume(12), c.byVolume(26));
            return crossing(c, line, c.ema(line, 9));
        });
        put("obv_ema", c -> crossing(c, c.obv(), c.ema(c.obv(), 20)));
        put("chaikin_oscillator", c -> {
            final double[] ad = c.total(c.times(c.location(), c.volume()));
            return crossing(c, c.minus(c.emaFromFirst(ad, 3), c.emaFromFirst(ad, 10)), c.constant(0));
        });
        put("klinger_volume", c -> {
            final double[] line = c.minus(c.ema(c.klingerForce(), 10), c.ema(c.klingerForce(), 35));
            return crossing(c, line, c.ema(line, 10));
        });
        put("volume_breakout", c -> claims(
            c.and(c.above(c.volume(), c.times(c.constant(2), c.ago(c.sma(c.volume(), 20), 1))), c.above(c.close(), c.sma(c.close(), 10))),
            c.crossDown(c.close(), c.sma(c.close(), 10))));
        put("pvt", c -> crossing(c, c.pvt(), c.ema(c.pvt(), 20)));
        put("vpt", c -> crossing(c, c.pvt(), c.sma(c.pvt(), 20)));
        put("volume_spread_analysis", PortfolioOracle::crossWithVolume);
        put("tick_volume_analysis", PortfolioOracle::crossWithVolume);
        put("volume_profile_deviations", c -> {
            final double[] middle = c.sma(c.close(), 20);
            final double[] sigma = c.deviation(c.close(), 20);
            return claims(c.and(c.crossUp(c.close(), c.plus(middle, -2, sigma)), c.above(c.volume(), c.sma(c.volume(), 20))),
                c.crossDown(c.close(), c.plus(middle, 2, sigma)));
        });
        put("volume_profile", c -> claims(
            c.and(c.crossUp(c.obv(), c.ema(c.obv(), 20)), c.above(c.close(), c.ema(c.close(), 20))), c.crossDown(c.obv(), c.ema(c.obv(), 20))));
        put("stochastic_ema", c -> claims(
            c.and(c.above(c.close(), c.ema(c.close(), 20)), c.below(c.stochastic(14), 20)), c.above(c.stochastic(14), 80)));
        put("cmo_mfi", c -> {
            final double[] change = c.change(c.close());
            final double[] moved = c.sum(c.each(i -> Math.abs(change[i])), 14);
            final double[] cmo = c.ratio(c.times(c.constant(100), c.sum(change, 14)), moved, 0);
            return claims(c.and(c.crossUp(cmo, 0), c.below(c.mfi(14), 50)), c.or(c.crossDown(cmo, 0), c.above(c.mfi(14), 80)));
        });
        put("rsi_ema_crossover", c -> claims(
            c.and(c.crossUp(c.rsi(14), c.ema(c.rsi(14), 10)), c.below(c.rsi(14), 70)),
            c.and(c.crossDown(c.rsi(14), c.ema(c.rsi(14), 10)), c.above(c.rsi(14), 30))));
        put("trix_signal_line", c -> {
            final double[] trix = c.roc(c.ema(c.ema(c.ema(c.close(), 15), 15), 15), 1);
            return crossing(c, trix, c.sma(trix, 9));
        });
        put("cmf_zero_line", c -> crossing(
            c, c.ratio(c.sum(c.times(c.location(), c.volume()), 20), c.sum(c.volume(), 20), 0), c.constant(0)));
        put("rainbow_oscillator", c -> ordered(c, 5, 10, 20));
        put("price_oscillator_signal", c -> {
            final double[] line = c.minus(c.ema(c.close(), 10), c.ema(c.close(), 20));
            return crossing(c, line, c.ema(line, 9));
        });
        put("awesome_oscillator", c -> {
            final double[] middle = c.each(i -> (c.high()[i] + c.low()[i]) / 2);
            return crossing(c, c.minus(c.sma(middle, 5), c.sma(middle, 34)), c.constant(0));
        });
        put("dema_tema_crossover", c -> {
            final double[] once = c.ema(c.close(), 12);
            final double[] one = c.ema(c.close(), 26);
            final double[] two = c.ema(one, 26);
            return crossing(c, c.plus(c.plus(once, 1, once), -1, c.ema(once, 12)),
                c.plus(c.plus(c.times(c.constant(3), one), -3, two), 1, c.ema(two, 26)));
        });
        put("macd_crossover", PortfolioOracle::macd);
        put("vwap_crossover", c -> crossing(c, c.close(), c.vwap(20)[0]));
        put("roc_ma_crossover", c -> crossing(c, c.roc(c.close(), 10), c.sma(c.roc(c.close(), 10), 14)));
        put("regression_channel", c -> {
            final double[][] line = c.regression(20);
            return claims(c.crossUp(c.close(), c.plus(line[0], -2, line[1])), c.crossDown(c.close(), c.plus(line[0], 2, line[1])));
        });
        put("frama", c -> crossing(c, c.close(), c.frama(20)));
        put("pivot", c -> {
            final double[] top = c.highest(c.high(), 10);
            final double[] bottom = c.lowest(c.low(), 10);
            return crossing(c, c.close(), c.ago(c.each(i -> (top[i] + bottom[i] + c.close()[i]) / 3), 1));
        });
        put("double_top_bottom", c -> claims(c.doubled(20, 1), c.doubled(20, -1)));
        put("fibonacci_retracements", c -> {
            final double[] top = c.ago(c.highest(c.high(), 50), 1);
            final double[] bottom = c.ago(c.lowest(c.low(), 50), 1);
            final double[] range = c.minus(top, bottom);
            return claims(c.crossUp(c.close(), c.plus(top, -0.618, range)),
                c.or(c.crossDown(c.close(), c.plus(top, -0.382, range)), c.below(c.close(), bottom)));
        });
        put("price_gap", c -> claims(
            c.and(c.above(c.minus(c.open(), c.ago(c.close(), 1)), c.times(c.constant(0.5), c.atr(14))), c.above(c.close(), c.open())),
            c.crossDown(c.close(), c.ema(c.close(), 10))));
        put("renko_chart", PortfolioOracle::renko);
        put("range_bars", c -> {
            final double[] middle = c.sma(c.close(), 20);
            final double[] sigma = c.deviation(c.close(), 20);
            return claims(c.crossUp(c.close(), c.plus(middle, 2, sigma)), c.crossDown(c.close(), c.plus(middle, -2, sigma)));
        });
        put("gann_swing", c -> breakout(c, 10));
        put("sar_mfi", c -> claims(
            c.and(c.crossUp(c.close(), parabolic(c)), c.below(c.mfi(14), 50)), c.or(c.crossDown(c.close(), parabolic(c)), c.above(c.mfi(14), 70))));
        put("adx_dmi", c -> {
            final double[][] movement = c.directional(14);
            return claims(c.and(c.above(movement[2], 25), c.crossUp(movement[0], movement[1])), c.crossDown(movement[0], movement[1]));
        });
        put("elder_ray_ma", c -> claims(
            c.crossUp(c.minus(c.high(), c.ema(c.close(), 20)), 0), c.crossDown(c.minus(c.low(), c.ema(c.close(), 20)), 0)));
        put("dpo_crossover", c -> {
            final double[] dpo = c.minus(c.close(), c.ago(c.sma(c.close(), 15), 8));
            return crossing(c, dpo, c.sma(dpo, 10));
        });
        put("variable_period_ema", c -> crossing(c, kaufman(c, 10), kaufman(c, 30)));
    }

    private PortfolioOracle() {
    }

    static Map<String, Function<Columns, Claims>> all() {
        return ALL;
    }

    private static void put(final String name, final Function<Columns, Claims> claims) {
        ALL.put(name, claims);
    }

    private static Claims claims(final boolean[] go, final boolean[] leave) {
        return new Claims(go, leave);
    }

    private static Claims crossing(final Columns c, final double[] line, final double[] signal) {
        return claims(c.crossUp(line, signal), c.crossDown(line, signal));
    }

    private static Claims breakout(final Columns c, final int n) {
        return claims(c.above(c.close(), c.ago(c.highest(c.high(), n), 1)), c.below(c.close(), c.ago(c.lowest(c.low(), n), 1)));
    }

    private static Claims ordered(final Columns c, final int fast, final int middle, final int slow) {
        final BiFunction<Integer, Integer, boolean[]> above = (a, b) -> c.above(c.ema(c.close(), a), c.ema(c.close(), b));
        return claims(c.and(above.apply(fast, middle), above.apply(middle, slow)), c.and(above.apply(middle, fast), above.apply(slow, middle)));
    }

    private static Claims macd(final Columns c) {
        final double[] line = c.minus(Oracle.exponential(c.close(), 12, 2.0 / 13, 25), c.ema(c.close(), 26));
        return crossing(c, line, c.ema(line, 9));
    }

    private static Claims crossWithVolume(final Columns c) {
        final double[] mean = c.ema(c.close(), 20);
        return claims(c.and(c.crossUp(c.close(), mean), c.above(c.volume(), c.ema(c.volume(), 20))), c.crossDown(c.close(), mean));
    }

    private static Claims ichimoku(final Columns c) {
        final double[] tenkan = c.middle(9);
        final double[] kijun = c.middle(26);
        final double[] spanA = c.ago(c.each(i -> (tenkan[i] + kijun[i]) / 2), 26);
        final double[] spanB = c.ago(c.middle(52), 26);
        return claims(
            c.and(c.crossUp(tenkan, kijun), c.above(c.close(), c.combine(spanA, spanB, Math::max))),
            c.or(c.crossDown(tenkan, kijun), c.below(c.close(), c.combine(spanA, spanB, Math::min))));
    }

    /** Wilder's rules one after the other; the start is TA-Lib's. */
    private static double[] parabolic(final Columns c) {
        final double[] out = c.constant(Double.NaN);
        final double fall = c.low()[0] - c.low()[1];
        boolean isLong = !(fall > 0 && fall > c.high()[1] - c.high()[0]);
        double extreme = isLong ? c.high()[1] : c.low()[1];
        double next = isLong ? c.low()[0] : c.high()[0];
        double speed = 0.02;
        for (int i = 1; i < out.length; i++) {
            // No stop inside of the last two bars; the very first is held against one bar only.
            final double highs = i == 1 ? c.high()[1] : Math.max(c.high()[i - 1], c.high()[i]);
            final double lows = i == 1 ? c.low()[1] : Math.min(c.low()[i - 1], c.low()[i]);
            final boolean turns = isLong ? c.low()[i] <= next : c.high()[i] >= next;
            if (turns) {
                out[i] = isLong ? Math.max(extreme, highs) : Math.min(extreme, lows);
                isLong = !isLong;
                speed = 0.02;
                extreme = isLong ? c.high()[i] : c.low()[i];
                next = out[i] + speed * (extreme - out[i]);
            } else {
                out[i] = next;
                final boolean reaches = isLong ? c.high()[i] > extreme : c.low()[i] < extreme;
                if (reaches) {
                    extreme = isLong ? c.high()[i] : c.low()[i];
                    speed = Math.min(0.2, speed + 0.02);
                }
                next = next + speed * (extreme - next);
            }
            next = isLong ? Math.min(next, lows) : Math.max(next, highs);
        }
        return out;
    }

    private static Claims volatilityStop(final Columns c) {
        final double[] stop = c.volatilityStop(14, 2.5);
        final boolean[] leaves = new boolean[stop.length];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = stop[i] > 0 && c.close()[i] < stop[i];
        }
        return claims(c.crossUp(c.close(), c.ema(c.close(), 14)), leaves);
    }

    private static Claims atrTrailingStop(final Columns c) {
        final double[] direction = c.atrStop(14, 3)[1];
        final boolean[] go = new boolean[direction.length];
        final boolean[] leave = new boolean[direction.length];
        for (int i = 1; i < go.length; i++) {
            go[i] = direction[i] > 0 && direction[i - 1] < 0;
            leave[i] = direction[i] < 0;
        }
        return claims(go, leave);
    }

    private static Claims renko(final Columns c) {
        final double[] bricks = c.renko(14, 1);
        return claims(c.above(bricks, 0.5), c.below(bricks, -0.5));
    }

    private static double[] kaufman(final Columns c, final int n) {
        final double[] out = c.constant(Double.NaN);
        final double[] close = c.close();
        double mean = close[n - 1];
        for (int i = n; i < out.length; i++) {
            double way = 0;
            for (int k = i - n + 1; k <= i; k++) {
                way += Math.abs(close[k] - close[k - 1]);
            }
            final double distance = Math.abs(close[i] - close[i - n]);
            final double efficiency = way == 0 ? 1 : Math.min(1, distance / way);
            final double smoothing = efficiency * (2.0 / 3 - 2.0 / 31) + 2.0 / 31;
            mean += smoothing * smoothing * (close[i] - mean);
            out[i] = mean;
        }
        return out;
    }
}
