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
        put("heiken_ashi", PortfolioOracle::heikinAshi);
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
        put("kst_oscillator", c -> {
            final double[] kst = c.plus(
                c.plus(c.plus(c.sma(c.roc(c.close(), 10), 10), 2, c.sma(c.roc(c.close(), 15), 15)), 3, c.sma(c.roc(c.close(), 20), 20)),
                4, c.sma(c.roc(c.close(), 30), 30));
            return crossing(c, kst, c.sma(kst, 9));
        });
        put("stochastic_rsi", c -> {
            final double[] rsi = c.rsi(14);
            final double[] top = c.highest(rsi, 14);
            final double[] bottom = c.lowest(rsi, 14);
            final double[] share = c.each(i -> Columns.same(top[i], bottom[i]) ? 0 : 100 * (rsi[i] - bottom[i]) / (top[i] - bottom[i]));
            return claims(c.crossUp(share, 20), c.crossDown(share, 80));
        });
        put("rvi", c -> {
            final double[] line = c.ratio(
                c.sum(symmetric(c, c.minus(c.close(), c.open())), 10), c.sum(symmetric(c, c.minus(c.high(), c.low())), 10), 0);
            return crossing(c, line, symmetric(c, line));
        });
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
            final double[] line = c.minus(byVolume(c, 12), byVolume(c, 26));
            return crossing(c, line, c.ema(line, 9));
        });
        put("obv_ema", c -> crossing(c, obv(c), c.ema(obv(c), 20)));
        put("chaikin_oscillator", c -> {
            final double[] ad = c.total(c.times(location(c), c.volume()));
            return crossing(c, c.minus(c.emaFromFirst(ad, 3), c.emaFromFirst(ad, 10)), c.constant(0));
        });
        put("klinger_volume", PortfolioOracle::klinger);
        put("volume_breakout", c -> claims(
            c.and(c.above(c.volume(), c.times(c.constant(2), c.ago(c.sma(c.volume(), 20), 1))), c.above(c.close(), c.sma(c.close(), 10))),
            c.crossDown(c.close(), c.sma(c.close(), 10))));
        put("pvt", c -> crossing(c, pvt(c), c.ema(pvt(c), 20)));
        put("vpt", c -> crossing(c, pvt(c), c.sma(pvt(c), 20)));
        put("volume_spread_analysis", PortfolioOracle::crossWithVolume);
        put("tick_volume_analysis", PortfolioOracle::crossWithVolume);
        put("volume_profile_deviations", c -> {
            final double[] middle = c.sma(c.close(), 20);
            final double[] sigma = c.deviation(c.close(), 20);
            return claims(c.and(c.crossUp(c.close(), c.plus(middle, -2, sigma)), c.above(c.volume(), c.sma(c.volume(), 20))),
                c.crossDown(c.close(), c.plus(middle, 2, sigma)));
        });
        put("volume_profile", c -> claims(
            c.and(c.crossUp(obv(c), c.ema(obv(c), 20)), c.above(c.close(), c.ema(c.close(), 20))), c.crossDown(obv(c), c.ema(obv(c), 20))));
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
            c, c.ratio(c.sum(c.times(location(c), c.volume()), 20), c.sum(c.volume(), 20), 0), c.constant(0)));
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
        put("frama", PortfolioOracle::frama);
        put("pivot", c -> {
            final double[] top = c.highest(c.high(), 10);
            final double[] bottom = c.lowest(c.low(), 10);
            return crossing(c, c.close(), c.ago(c.each(i -> (top[i] + bottom[i] + c.close()[i]) / 3), 1));
        });
        put("double_top_bottom", c -> claims(doubled(c, c.low(), c.high(), 1), doubled(c, c.high(), c.low(), -1)));
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
        final double[] tenkan = middle(c, 9);
        final double[] kijun = middle(c, 26);
        final double[] spanA = c.ago(c.each(i -> (tenkan[i] + kijun[i]) / 2), 26);
        final double[] spanB = c.ago(middle(c, 52), 26);
        return claims(
            c.and(c.crossUp(tenkan, kijun), c.above(c.close(), c.combine(spanA, spanB, Math::max))),
            c.or(c.crossDown(tenkan, kijun), c.below(c.close(), c.combine(spanA, spanB, Math::min))));
    }

    private static double[] middle(final Columns c, final int n) {
        final double[] top = c.highest(c.high(), n);
        final double[] bottom = c.lowest(c.low(), n);
        return c.each(i -> (top[i] + bottom[i]) / 2);
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

    private static Claims heikinAshi(final Columns c) {
        final double[] close = c.each(i -> (c.open()[i] + c.high()[i] + c.low()[i] + c.close()[i]) / 4);
        final double[] open = new double[close.length];
        open[0] = (c.open()[0] + c.close()[0]) / 2;
        for (int i = 1; i < open.length; i++) {
            open[i] = (open[i - 1] + close[i - 1]) / 2;
        }
        return crossing(c, close, open);
    }

    private static double[] symmetric(final Columns c, final double[] x) {
        return c.each(i -> i < 3 ? Double.NaN : (x[i] + 2 * x[i - 1] + 2 * x[i - 2] + x[i - 3]) / 6);
    }

    private static double[] location(final Columns c) {
        return c.each(i -> c.high()[i] == c.low()[i] ? 0
            : (c.close()[i] - c.low()[i] - (c.high()[i] - c.close()[i])) / (c.high()[i] - c.low()[i]));
    }

    private static double[] byVolume(final Columns c, final int n) {
        final double[] value = c.ema(c.times(c.close(), c.volume()), n);
        final double[] volume = c.ema(c.volume(), n);
        return c.each(i -> volume[i] == 0 ? c.close()[i] : value[i] / volume[i]);
    }

    private static double[] obv(final Columns c) {
        return c.total(c.each(i -> i == 0 ? Double.NaN : Math.signum(c.close()[i] - c.close()[i - 1]) * c.volume()[i]));
    }

    private static double[] pvt(final Columns c) {
        return c.total(c.each(i -> i == 0 ? Double.NaN : c.volume()[i] * (c.close()[i] - c.close()[i - 1]) / c.close()[i - 1]));
    }

    private static Claims klinger(final Columns c) {
        final double[] force = c.constant(Double.NaN);
        int trend = 0;
        double cumulated = 0;
        for (int i = 1; i < force.length; i++) {
            final double rise = c.high()[i] + c.low()[i] + c.close()[i] - (c.high()[i - 1] + c.low()[i - 1] + c.close()[i - 1]);
            final int now = rise > 0 ? 1 : -1;
            final double move = c.high()[i] - c.low()[i];
            cumulated = now == trend ? cumulated + move : c.high()[i - 1] - c.low()[i - 1] + move;
            trend = now;
            force[i] = cumulated == 0 ? 0 : 100 * c.volume()[i] * trend * Math.abs(2 * (move / cumulated - 1));
        }
        final double[] line = c.minus(c.ema(force, 10), c.ema(force, 35));
        return crossing(c, line, c.ema(line, 10));
    }

    private static Claims volatilityStop(final Columns c) {
        final boolean[] enters = c.crossUp(c.close(), c.ema(c.close(), 14));
        final double[] range = c.atr(14);
        final boolean[] leaves = new boolean[enters.length];
        boolean isIn = false;
        double peak = 0;
        double stop = 0;
        for (int i = 0; i < leaves.length; i++) {
            if (Double.isNaN(range[i])) {
                continue;
            }
            if (isIn) {
                peak = Math.max(peak, c.close()[i]);
                stop = Math.max(stop, peak - 2.5 * range[i]);
                isIn = c.close()[i] >= stop;
                leaves[i] = !isIn;
            } else if (enters[i]) {
                isIn = true;
                peak = c.close()[i];
                stop = peak - 2.5 * range[i];
            }
        }
        return claims(enters, leaves);
    }

    private static Claims atrTrailingStop(final Columns c) {
        final double[] range = c.atr(14);
        final boolean[] go = new boolean[range.length];
        final boolean[] leave = new boolean[range.length];
        boolean isUp = true;
        double trail = Double.NaN;
        for (int i = 0; i < go.length; i++) {
            final double close = c.close()[i];
            if (Double.isNaN(range[i])) {
                continue;
            }
            final boolean wasUp = isUp;
            final boolean begins = Double.isNaN(trail);
            isUp = begins || (isUp ? close >= trail : close > trail);
            if (begins || isUp != wasUp) {
                trail = isUp ? close - 3 * range[i] : close + 3 * range[i];
            } else {
                trail = isUp ? Math.max(trail, close - 3 * range[i]) : Math.min(trail, close + 3 * range[i]);
            }
            go[i] = isUp && !wasUp;
            leave[i] = !isUp;
        }
        return claims(go, leave);
    }

    private static Claims frama(final Columns c) {
        final double[] whole = c.minus(c.highest(c.high(), 20), c.lowest(c.low(), 20));
        final double[] half = c.minus(c.highest(c.high(), 10), c.lowest(c.low(), 10));
        final double[] mean = c.constant(Double.NaN);
        for (int i = 19; i < mean.length; i++) {
            final double n1 = half[i - 10] / 10;
            final double n2 = half[i] / 10;
            final double n3 = whole[i] / 20;
            final double dimension = n1 + n2 > 0 && n3 > 0 ? (Math.log(n1 + n2) - Math.log(n3)) / Math.log(2) : 1;
            final double weight = Math.min(1, Math.max(0.01, Math.exp(-4.6 * (dimension - 1))));
            mean[i] = i == 19 ? c.close()[i] : mean[i - 1] + weight * (c.close()[i] - mean[i - 1]);
        }
        return crossing(c, c.close(), mean);
    }

    private static boolean[] doubled(final Columns c, final double[] low, final double[] high, final int sign) {
        final boolean[] out = new boolean[low.length];
        for (int i = 20; i < out.length; i++) {
            int lowest = i - 1;
            for (int k = i - 20; k < i; k++) {
                lowest = sign * low[k] < sign * low[lowest] || low[k] == low[lowest] && k > lowest ? k : lowest;
            }
            for (int k = i - 20; k < i && !out[i]; k++) {
                if (Math.abs(k - lowest) < 5 || sign * low[k] > sign * low[lowest] + 0.01 * low[lowest]) {
                    continue;
                }
                double neckline = Double.NEGATIVE_INFINITY;
                for (int m = Math.min(k, lowest); m <= Math.max(k, lowest); m++) {
                    neckline = Math.max(neckline, sign * high[m]);
                }
                out[i] = sign * c.close()[i] > neckline && sign * c.close()[i - 1] <= neckline;
            }
        }
        return out;
    }

    private static Claims renko(final Columns c) {
        final boolean[] up = new boolean[c.close().length];
        final boolean[] down = new boolean[up.length];
        final double brick = c.atr(14)[14];
        double top = c.close()[14];
        double bottom = top;
        for (int i = 15; i < up.length; i++) {
            final double close = c.close()[i];
            if (close >= top + brick) {
                top += brick * Math.floor((close - top) / brick);
                bottom = top - brick;
                up[i] = true;
            } else if (close <= bottom - brick) {
                bottom -= brick * Math.floor((bottom - close) / brick);
                top = bottom + brick;
                down[i] = true;
            }
        }
        return claims(up, down);
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
