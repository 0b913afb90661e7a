package io.ringmaster.strategies.library;

import io.ringmaster.strategies.formula.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Strategy types that are data: claims and numbers in the formula language, a few lines for each type.
 *
 * <p>The sixty types of the portfolio follow reference, strategies 26, with the errata of 27 corrected: MFI is the money flow index, TRIX is
 * TRIX, channels leave out the current bar, and nothing reads the future. They go long and exit. Those marked with {@code crossing} can also
 * reverse ({@code symmetric: on}), which turns their exit into a SHORT. If both claims hold, they exit.
 */
final class RuleTypes {

    private static final int MAX_BARS = 10_000;

    /**
     * One type.
     *
     * @param go       when LONG
     * @param leave    when FLAT, or SHORT if symmetric
     * @param isMirror whether it may be symmetric
     */
    public record Rule(String name, String source, List<Parameter> parameters, String go, String leave, boolean isMirror) { }

    private final List<Rule> rules = new ArrayList<>();

    private RuleTypes() {
    }

    /** The sixty types of the strategy portfolio, by their numbers. */
    public static List<Rule> portfolio() {
        final RuleTypes all = new RuleTypes();
        all.first();
        all.second();
        all.third();
        all.fourth();
        return List.copyOf(all.rules);
    }

    /** The sixty, 1 to 15. */
    private void first() {
        rule("sma_rsi", "sma=20[10..50] rsi=14[7..21] ob=70[70..85] os=30[15..30]", "close > sma(sma) and rsi(rsi) < os", "rsi(rsi) > ob");
        crossing("ema_macd", "fast=12[8..16] slow=26[20..32] signal=9[6..12]", "macd(fast,slow,signal).line", "macd(fast,slow,signal).signal");
        rule("adx_stochastic", "adx=14[10..30] k=14[5..21] ob=80 os=20 trend=20", "adx(adx) > trend and fast_k(k) < os",
            "fast_k(k) > ob or adx(adx) < trend");
        rule("aroon_mfi", "aroon=25[15..35] mfi=14[7..21] ob=80 os=20", "aroon(aroon).up crosses above aroon(aroon).down and mfi(mfi) < os",
            "aroon(aroon).up crosses below aroon(aroon).down or mfi(mfi) > ob");
        mirror("ichimoku_cloud", "tenkan=9[7..12] kijun=26[20..30] senkou=52[45..60]",
            "ichimoku(tenkan,kijun,senkou).tenkan crosses above ichimoku(tenkan,kijun,senkou).kijun"
                + " and close > max(ichimoku(tenkan,kijun,senkou).span_a, ichimoku(tenkan,kijun,senkou).span_b)",
            "ichimoku(tenkan,kijun,senkou).tenkan crosses below ichimoku(tenkan,kijun,senkou).kijun"
                + " or close < min(ichimoku(tenkan,kijun,senkou).span_a, ichimoku(tenkan,kijun,senkou).span_b)");
        crossing("parabolic_sar", "step=0.02[0.01..0.03] max=0.2[0.15..0.25]", "close", "psar(step,max)");
        crossing("sma_ema_crossover", "sma=20[5..50] ema=50[5..50]", "sma(sma)", "ema(ema)");
        crossing("double_ema_crossover", "fast=12[2..30] slow=26[10..100]", "ema(fast)", "ema(slow)");
        mirror("triple_ema_crossover", "fast=8[5..15] middle=21[10..30] slow=55[30..60]", "ema(fast) > ema(middle) and ema(middle) > ema(slow)",
            "ema(fast) < ema(middle) and ema(middle) < ema(slow)");
        crossing("heiken_ashi", "", "ha_close", "ha_open");
        mirror("linear_regression_channels", "n=20[10..50] k=2.0[1..3]", "close crosses above linreg_channel(n,k).upper",
            "close crosses below linreg_channel(n,k).lower");
        rule("vwap_mean_reversion", "n=20[10..50] k=2.0[1.5..3]", "close < vwap(n) and close crosses above vwap(n) - k*vwap_deviation(n)",
            "close >= vwap(n)");
        rule("bband_w_r", "bb=20[10..30] wr=14[7..21] k=2.0", "close < bollinger(bb,k).lower and williams_r(wr) < -80",
            "close > bollinger(bb,k).upper and williams_r(wr) > -20");
        rule("atr_cci", "atr=14[7..21] cci=20[14..28]", "cci(cci) crosses above -100 and atr(atr) > atr(atr)[1]",
            "cci(cci) crosses below 100");
        mirror("donchian_breakout", "n=20[10..50]", "close > donchian(n).upper", "close < donchian(n).lower");
    }

    /** The sixty, 16 to 30. */
    private void second() {
        rule("volatility_stop", "n=14[5..30] k=2.5[1.5..4]", "close crosses above ema(n)", "close < volatility_stop(n,k)");
        rule("atr_trailing_stop", "n=14[5..30] k=3.0[1..5]", "atr_stop(n,k).direction crosses above 0", "atr_stop(n,k).direction < 0");
        crossing("momentum_sma_crossover", "momentum=10[5..20] sma=14[5..30]", "roc(momentum)", "sma(roc(momentum),sma)");
        crossing("kst_oscillator", "a=10 b=15 c=20 d=30 signal=9", "kst(a,b,c,d)", "sma(kst(a,b,c,d),signal)");
        rule("stochastic_rsi", "rsi=14[7..21] k=14[7..21] ob=80 os=20", "stochrsi(rsi,k).k crosses above os", "stochrsi(rsi,k).k crosses below ob");
        crossing("rvi", "n=10[7..21]", "rvi(n).line", "rvi(n).signal");
        rule("mass_index", "ema=9[5..15] sum=25[15..35]",
            "highest(mass_index(ema,sum),25) > 27 and mass_index(ema,sum) crosses below 26.5 and ema(ema) < ema(ema)[1]",
            "mass_index(ema,sum) crosses above 27"
                + " or (highest(mass_index(ema,sum),25) > 27 and mass_index(ema,sum) crosses below 26.5 and ema(ema) > ema(ema)[1])");
        rule("momentum_pinball", "short=10[2..30] long=20[5..60]", "momentum(long) > 0 and momentum(short) crosses above 0",
            "momentum(long) < 0 and momentum(short) crosses below 0");
        crossing("volume_weighted_macd", "fast=12[5..20] slow=26[15..50] signal=9[5..15]", "vwmacd(fast,slow,signal).line",
            "vwmacd(fast,slow,signal).signal");
        crossing("obv_ema", "n=20[5..30]", "obv", "ema(obv,n)");
        crossing("chaikin_oscillator", "fast=3[2..5] slow=10[8..14]", "chaikin(fast,slow)", "0");
        crossing("klinger_volume", "fast=10[5..20] slow=35[20..50] signal=10[5..15]", "klinger(fast,slow,signal).line",
            "klinger(fast,slow,signal).signal");
        rule("volume_breakout", "k=2.0[1.5..3] bars=20 sma=10", "volume > k*sma(volume,bars)[1] and close > sma(sma)",
            "close crosses below sma(sma)");
        crossing("pvt", "n=20[10..30]", "pvt", "ema(pvt,n)");
        crossing("vpt", "n=20[10..30]", "pvt", "sma(pvt,n)");
    }

    /** The sixty, 31 to 45. */
    private void third() {
        rule("volume_spread_analysis", "n=20[10..30]", "close crosses above ema(n) and volume > ema(volume,n)", "close crosses below ema(n)");
        rule("tick_volume_analysis", "n=20[10..30]", "volume > ema(volume,n) and close crosses above ema(n)", "close crosses below ema(n)");
        rule("volume_profile_deviations", "n=20[15..40]", "close crosses above bollinger(n,2).lower and volume > sma(volume,n)",
            "close crosses below bollinger(n,2).upper");
        rule("volume_profile", "n=20[10..30]", "obv crosses above ema(obv,n) and close > ema(n)", "obv crosses below ema(obv,n)");
        rule("stochastic_ema", "ema=20[5..50] k=14[5..21] ob=80 os=20", "close > ema(ema) and fast_k(k) < os", "fast_k(k) > ob");
        rule("cmo_mfi", "cmo=14[7..21] mfi=14[7..21] ob=80 os=50", "cmo(cmo,chande) crosses above 0 and mfi(mfi) < os",
            "cmo(cmo,chande) crosses below 0 or mfi(mfi) > ob");
        rule("rsi_ema_crossover", "rsi=14[7..21] ema=10[5..20] ob=70 os=30", "rsi(rsi) crosses above ema(rsi(rsi),ema) and rsi(rsi) < ob",
            "rsi(rsi) crosses below ema(rsi(rsi),ema) and rsi(rsi) > os");
        crossing("trix_signal_line", "n=15[5..50] signal=9[3..20]", "trix(n)", "sma(trix(n),signal)");
        crossing("cmf_zero_line", "n=20[10..50]", "cmf(n)", "0");
        rule("rainbow_oscillator", "fast=5 middle=10 slow=20", "ema(fast) > ema(middle) and ema(middle) > ema(slow)",
            "ema(fast) < ema(middle) and ema(middle) < ema(slow)");
        crossing("price_oscillator_signal", "fast=10[5..20] slow=20[10..50] signal=9[5..20]", "ema(fast) - ema(slow)",
            "ema(ema(fast) - ema(slow),signal)");
        crossing("awesome_oscillator", "fast=5[3..10] slow=34[20..50]", "awesome(fast,slow)", "0");
        crossing("dema_tema_crossover", "dema=12[5..30] tema=26[10..50]", "dema(dema)", "tema(tema)");
        crossing("macd_crossover", "fast=12[8..16] slow=26[20..32] signal=9[5..12]", "macd(fast,slow,signal).line",
            "macd(fast,slow,signal).signal");
        crossing("vwap_crossover", "n=20[10..30]", "close", "vwap(n)");
    }

    /** The sixty, 46 to 60. */
    private void fourth() {
        crossing("roc_ma_crossover", "roc=10[5..20] ma=14[5..30]", "roc(roc)", "sma(roc(roc),ma)");
        rule("regression_channel", "n=20[15..50] k=2.0", "close crosses above linreg_channel(n,k).lower",
            "close crosses below linreg_channel(n,k).upper");
        crossing("frama", "n=20[4..50]", "close", "frama(n)");
        rule("pivot", "n=10[5..20]", "close crosses above (highest(high,n) + lowest(low,n) + close)[1]/3",
            "close crosses below (highest(high,n) + lowest(low,n) + close)[1]/3");
        rule("double_top_bottom", "n=20[10..50]", "double_bottom(n) > 0", "double_top(n) > 0");
        rule("fibonacci_retracements", "n=50[20..100]",
            "close crosses above donchian(n).upper - 0.618*(donchian(n).upper - donchian(n).lower)",
            "close crosses below donchian(n).upper - 0.382*(donchian(n).upper - donchian(n).lower) or close < donchian(n).lower");
        rule("price_gap", "ema=10[5..20] gap=0.5 atr=14", "open - close[1] > gap*atr(atr) and close > open", "close crosses below ema(ema)");
        mirror("renko_chart", "n=14 brick=1.0[0.5..3]", "renko(n,brick) > 0", "renko(n,brick) < 0");
        rule("range_bars", "n=20 k=2.0[1..3]", "close crosses above bollinger(n,k).upper", "close crosses below bollinger(n,k).lower");
        mirror("gann_swing", "n=10[5..30]", "close > donchian(n).upper", "close < donchian(n).lower");
        rule("sar_mfi", "step=0.02 max=0.2 mfi=14[10..20] ob=70 os=50", "close crosses above psar(step,max) and mfi(mfi) < os",
            "close crosses below psar(step,max) or mfi(mfi) > ob");
        mirror("adx_dmi", "n=14[10..30] trend=25", "adx(n).adx > trend and adx(n).plus_di crosses above adx(n).minus_di",
            "adx(n).plus_di crosses below adx(n).minus_di");
        rule("elder_ray_ma", "n=20[10..30]", "high - ema(n) crosses above 0", "low - ema(n) crosses below 0");
        crossing("dpo_crossover", "n=15[5..50] ma=10[5..50]", "dpo(n)", "sma(dpo(n),ma)");
        crossing("variable_period_ema", "min=10[5..15] max=30[20..50]", "kama(min)", "kama(max)");
    }

    private void rule(final String name, final String parameters, final String go, final String leave) {
        add(name, parameters, go, leave, false);
    }

    private void mirror(final String name, final String parameters, final String go, final String leave) {
        add(name, parameters, go, leave, true);
    }

    private void crossing(final String name, final String parameters, final String line, final String signal) {
        mirror(name, parameters, line + " crosses above " + signal, line + " crosses below " + signal);
    }

    private void add(final String name, final String parameters, final String go, final String leave, final boolean isMirror) {
        final List<Parameter> all = new ArrayList<>(parameters(parameters));
        if (isMirror) {
            all.add(Parameter.word("symmetric", List.of("off", "on"), "on: SHORT instead of FLAT"));
        }
        rules.add(new Rule(name, "reference, strategies 26 #" + (rules.size() + 1), all, go, leave, isMirror));
    }

    /**
     * Reads {@code name=default[lowest..highest searched]}. A default with a point is a number. One without is a whole number of bars, or a
     * number up to 100 for levels.
     */
    static List<Parameter> parameters(final String text) {
        final List<Parameter> all = new ArrayList<>();
        for (final String one : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            final String name = one.substring(0, one.indexOf('='));
            final String rest = one.substring(one.indexOf('=') + 1);
            final String value = rest.contains("[") ? rest.substring(0, rest.indexOf('[')) : rest;
            final String doc = rest.contains("[")
                ? "searched in " + rest.substring(rest.indexOf('[') + 1, rest.length() - 1) : "as published";
            all.add(switch (name) {
                case "ob", "os", "trend", "long_max", "short_min", "low", "high" ->
                    Parameter.number(name, Double.parseDouble(value), 0, 100, doc);
                default -> value.contains(".") ? Parameter.number(name, Double.parseDouble(value), 0.0001, 1_000, doc)
                    : Parameter.whole(name, Integer.parseInt(value), 1, MAX_BARS, doc);
            });
        }
        return all;
    }
}
