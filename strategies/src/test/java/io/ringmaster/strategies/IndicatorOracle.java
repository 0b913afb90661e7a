package io.ringmaster.strategies;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Indicators on bars written out again over whole columns, each by its published definition; by how it is asked for. */
public final class IndicatorOracle {

    private static final int HOURS_A_DAY = 24;
    private static final Map<String, Function<Columns, double[]>> ALL = new LinkedHashMap<>();

    static {
        prices();
        averages();
        statistics();
        oscillators();
        trends();
        channels();
        volumes();
        patterns();
    }

    private IndicatorOracle() {
    }

    /** The columns of bars of an hour, the first of which begins a day. */
    public static Map<String, Function<Bars, double[]>> all() {
        final Map<String, Function<Bars, double[]>> all = new LinkedHashMap<>();
        ALL.forEach((spec, column) -> all.put(spec, bars -> column.apply(new Columns(bars))));
        return all;
    }

    private static void put(final String spec, final Function<Columns, double[]> column) {
        ALL.put(spec, column);
    }

    private static void prices() {
        put("open", Columns::open);
        put("high", Columns::high);
        put("low", Columns::low);
        put("close", Columns::close);
        put("volume", Columns::volume);
        put("hl2", c -> c.each(i -> (c.high()[i] + c.low()[i]) / 2));
        put("hlc3", Columns::typical);
        put("ohlc4", c -> c.each(i -> (c.open()[i] + c.high()[i] + c.low()[i] + c.close()[i]) / 4));
        put("time", c -> c.each(i -> Bars.START / 1e9 + (i + 1) * 3_600.0));
        put("ha_open", c -> c.heikinAshi()[0]);
        put("ha_close", c -> c.heikinAshi()[1]);
        put("tr", Columns::trueRange);
    }

    private static void averages() {
        put("sma(20)", c -> c.sma(c.close(), 20));
        put("sma(hlc3,5)", c -> c.sma(c.typical(), 5));
        put("ema(26)", c -> c.ema(c.close(), 26));
        put("ema(10,seed=first)", c -> c.emaFromFirst(c.close(), 10));
        put("rma(14)", c -> c.wilder(c.close(), 14));
        put("hma(16)", c -> c.weighted(c.plus(c.weighted(c.close(), 8), 1, c.minus(c.weighted(c.close(), 8), c.weighted(c.close(), 16))), 4));
        put("vidya(5)", c -> c.variable(5, 9, 9));
        put("frama(20)", c -> c.frama(20));
        put("vwma(20)", c -> c.weightedByVolume(c.close(), 20));
        put("vwap(20)", c -> c.vwap(20)[0]);
        put("vwap_deviation(20)", c -> c.vwap(20)[1]);
        put("vwap_deviation(300)", c -> c.vwap(300)[1]);
        put("vwap_session", IndicatorOracle::sinceMidnight);
    }

    private static void statistics() {
        put("bars_since_highest(20)", c -> c.age(c.high(), 20));
        put("bars_since_lowest(20)", c -> c.age(c.each(i -> -c.low()[i]), 20));
        put("total(volume)", c -> c.total(c.volume()));
        put("stddev(hlc3,20)", c -> c.deviation(c.typical(), 20));
        put("stddev(20,convention=sample)", c -> Oracle.deviation(c.close(), 20, 1));
        put("variance(20)", c -> c.times(c.deviation(c.close(), 20), c.deviation(c.close(), 20)));
        put("mean_deviation(20)", c -> c.meanDeviation(c.close(), 20));
        put("mean_deviation(300)", c -> c.meanDeviation(c.close(), 300));
        put("zscore(20)", c -> c.score(c.close(), c.sma(c.close(), 20), c.deviation(c.close(), 20)));
        put("quantile(20,0.3)", c -> c.quantile(20, 0.3));
        put("quantile(15,1)", c -> c.highest(c.close(), 15));
        put("linreg_deviation(20)", c -> c.regression(20)[1]);
        put("log_return", c -> c.logReturn());
        put("realised_volatility(20)", c -> {
            final double[] squares = c.sum(c.times(c.logReturn(), c.logReturn()), 20);
            return c.each(i -> Math.sqrt(squares[i]));
        });
        put("turbulence(20)", c -> {
            final double[] returns = c.logReturn();
            final double[] distance = c.score(returns, c.ago(c.sma(returns, 20), 1), c.ago(Oracle.deviation(returns, 20, 0), 1));
            return c.times(distance, distance);
        });
    }

    private static void oscillators() {
        put("rsi(14)", c -> c.rsi(14));
        put("change", c -> c.change(c.close()));
        put("price_velocity(14)", c -> c.each(i -> i < 14 ? Double.NaN : (c.close()[i] - c.close()[i - 14]) / (14 * 3_600)));
        put("cci(20)", c -> {
            final double[] distance = c.meanDeviation(c.typical(), 20);
            return c.score(c.typical(), c.sma(c.typical(), 20), c.each(i -> 0.015 * distance[i]));
        });
        put("macd(12,26,9).line", c -> c.minus(Oracle.exponential(c.close(), 12, 2.0 / 13, 25), c.ema(c.close(), 26)));
        put("macd(26,12,9).line", c -> c.minus(c.ema(c.close(), 26), Oracle.exponential(c.close(), 12, 2.0 / 13, 25)));
        put("awesome(5,34)", c -> c.minus(c.sma(ALL.get("hl2").apply(c), 5), c.sma(ALL.get("hl2").apply(c), 34)));
        put("dpo(20)", c -> c.minus(c.close(), c.ago(c.sma(c.close(), 20), 11)));
        put("kst", Columns::kst);
        put("symmetric", c -> c.symmetric(c.close()));
        put("rvi(10).line", Columns::vigor);
        put("rvi(10).signal", c -> c.symmetric(c.vigor()));
    }

    private static void trends() {
        put("atr(14)", c -> c.atr(14));
        put("vortex(14).plus", c -> c.ratio(
            c.sum(c.each(i -> i == 0 ? Double.NaN : Math.abs(c.high()[i] - c.low()[i - 1])), 14), c.sum(c.trueRange(), 14), 0));
        put("vortex(14).minus", c -> c.ratio(
            c.sum(c.each(i -> i == 0 ? Double.NaN : Math.abs(c.low()[i] - c.high()[i - 1])), 14), c.sum(c.trueRange(), 14), 0));
        put("supertrend(10,3).line", c -> c.supertrend(c.sma(c.trueRange(), 10), 10, 3)[0]);
        put("supertrend(10,3).direction", c -> c.supertrend(c.sma(c.trueRange(), 10), 10, 3)[1]);
        put("supertrend(10,3,convention=wilder).line", c -> c.supertrend(c.atr(10), 10, 3)[0]);
        put("ott(2,1.4).var", c -> c.variable(2, 9, 9));
        put("ott(2,1.4).ott", c -> c.trailed(c.variable(2, 9, 0), 1.4, 9));
        put("ichimoku.tenkan", c -> c.middle(9));
        put("ichimoku.span_a", c -> c.ago(c.times(c.constant(0.5), c.plus(c.middle(9), 1, c.middle(26))), 26));
        put("ichimoku.span_b", c -> c.ago(c.middle(52), 26));
        put("atr_stop(14,3).trail", c -> c.atrStop(14, 3)[0]);
        put("atr_stop(14,3).direction", c -> c.atrStop(14, 3)[1]);
        put("volatility_stop(14,2.5)", c -> c.volatilityStop(14, 2.5));
    }

    private static void channels() {
        put("bollinger(20,2).middle", c -> c.sma(c.close(), 20));
        put("bollinger_width(20)", c -> c.ratio(c.times(c.constant(4), c.deviation(c.close(), 20)), c.sma(c.close(), 20), 0));
        put("percent_b(20)", c -> {
            final double[] middle = c.sma(c.close(), 20);
            final double[] sigma = c.deviation(c.close(), 20);
            return c.each(i -> sigma[i] == 0 ? 0.5 : (c.close()[i] - middle[i] + 2 * sigma[i]) / (4 * sigma[i]));
        });
        put("keltner(20).upper", c -> c.plus(c.ema(c.close(), 20), 2, c.atr(10)));
        put("keltner(20).middle", c -> c.ema(c.close(), 20));
        put("keltner(20).lower", c -> c.plus(c.ema(c.close(), 20), -2, c.atr(10)));
        put("donchian(20).upper", c -> c.ago(c.highest(c.high(), 20), 1));
        put("donchian(20).lower", c -> c.ago(c.lowest(c.low(), 20), 1));
        put("linreg_channel(20).upper", c -> c.plus(c.regression(20)[0], 2, c.regression(20)[1]));
        put("linreg_channel(20).middle", c -> c.regression(20)[0]);
        put("linreg_channel(20).lower", c -> c.plus(c.regression(20)[0], -2, c.regression(20)[1]));
        put("volume_profile(30).poc", c -> c.profile(30, 24)[0]);
        put("volume_profile(30).value_low", c -> c.profile(30, 24)[1]);
        put("volume_profile(30).value_high", c -> c.profile(30, 24)[2]);
        put("pivot.p", c -> pivots(c)[0]);
        put("pivot.r1", c -> c.plus(c.times(c.constant(2), pivots(c)[0]), -1, pivots(c)[2]));
        put("pivot.s1", c -> c.plus(c.times(c.constant(2), pivots(c)[0]), -1, pivots(c)[1]));
        put("pivot.r2", c -> c.plus(c.plus(pivots(c)[0], 1, pivots(c)[1]), -1, pivots(c)[2]));
        put("pivot.s2", c -> c.plus(c.plus(pivots(c)[0], -1, pivots(c)[1]), 1, pivots(c)[2]));
    }

    private static void volumes() {
        put("obv", Columns::obv);
        put("clv", Columns::location);
        put("cmf(20)", c -> c.ratio(c.sum(c.times(c.location(), c.volume()), 20), c.sum(c.volume(), 20), 0));
        put("mfi(14)", c -> c.mfi(14));
        put("pvt", Columns::pvt);
        put("klinger_force", Columns::klingerForce);
        put("klinger.line", c -> c.minus(c.ema(c.klingerForce(), 34), c.ema(c.klingerForce(), 55)));
        put("klinger.signal", c -> c.ema(ALL.get("klinger.line").apply(c), 13));
        put("vwema(12)", c -> c.byVolume(12));
        put("vwmacd.line", c -> c.minus(c.byVolume(12), c.byVolume(26)));
        put("vwmacd.signal", c -> c.ema(ALL.get("vwmacd.line").apply(c), 9));
        put("volume_ratio(20)", c -> c.ratio(c.volume(), c.sma(c.volume(), 20), 0));
        put("volume_acceleration(14)", c -> {
            final double[] volume = c.sum(c.volume(), 14);
            return c.each(i -> i < 27 ? Double.NaN : volume[i - 14] == 0 ? 0 : volume[i] / volume[i - 14] - 1);
        });
    }

    private static void patterns() {
        put("fractal.high", c -> c.fractal(c.high(), 2, 1));
        put("fractal.low", c -> c.fractal(c.low(), 2, -1));
        put("renko", c -> c.renko(14, 1));
        put("double_bottom(20)", c -> ones(c, c.doubled(20, 1)));
        put("double_top(20)", c -> ones(c, c.doubled(20, -1)));
        put("touches_high(20,0.003)", c -> c.touches(c.high(), c.highest(c.high(), 20), 20, 0.003));
        put("touches_low(20,0.003)", c -> c.touches(c.low(), c.lowest(c.low(), 20), 20, 0.003));
    }

    private static double[] ones(final Columns c, final boolean[] holds) {
        return c.each(i -> i < 20 ? Double.NaN : holds[i] ? 1 : 0);
    }

    /** Mean typical price since midnight by volume. */
    private static double[] sinceMidnight(final Columns c) {
        return c.each(i -> {
            double value = 0;
            double volume = 0;
            for (int k = i - i % HOURS_A_DAY; k <= i; k++) {
                value += c.typical(k) * c.volume()[k];
                volume += c.volume()[k];
            }
            return volume == 0 ? c.typical(i) : value / volume;
        });
    }

    /** Pivot, high and low of the day before; on the first day those of the bars so far. */
    private static double[][] pivots(final Columns c) {
        final double[][] out = {c.constant(Double.NaN), c.constant(Double.NaN), c.constant(Double.NaN)};
        for (int i = 0; i < out[0].length; i++) {
            final int end = i < HOURS_A_DAY ? i + 1 : i - i % HOURS_A_DAY;
            final int begin = Math.max(0, end - HOURS_A_DAY);
            out[1][i] = Arrays.stream(c.high(), begin, end).max().orElseThrow();
            out[2][i] = Arrays.stream(c.low(), begin, end).min().orElseThrow();
            out[0][i] = (out[1][i] + out[2][i] + c.close()[end - 1]) / 3;
        }
        return out;
    }
}
