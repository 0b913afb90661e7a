package io.ringmaster.strategies.indicator;

import static io.ringmaster.strategies.formula.Parameter.bars;
import static io.ringmaster.strategies.formula.Parameter.needed;
import static io.ringmaster.strategies.formula.Parameter.number;
import static io.ringmaster.strategies.formula.Parameter.whole;
import static io.ringmaster.strategies.formula.Parameter.word;

import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.formula.Parser;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.indicator.IndicatorType.Builder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every indicator there is, by name. Those that are made of others are defined in the language itself; what stands here is the definition.
 * {@code src} is the number an indicator is computed from.
 */
public final class IndicatorCatalog {

    private static final String CLOSE = "close";
    private static final String BAR = "";
    private static final Parameter N = bars("n", 1, "bars");
    private static final Parameter N2 = bars("n", 2, "bars");
    private static final Parameter DEVIATIONS = number("k", 2, 0, 100, "half width in standard deviations");
    private static final Parameter DIVISOR = word("convention", List.of("population", "sample"), "divisor of the variance: n or n - 1");
    private static final Map<String, IndicatorType> TYPES = new TreeMap<>();

    static {
        prices();
        averages();
        statistics();
        oscillators();
        trends();
        channels();
        volumes();
        patterns();
        features();
        microstructure();
    }

    private IndicatorCatalog() {
    }

    /** Every type, by name. */
    public static List<IndicatorType> types() {
        return List.copyOf(TYPES.values());
    }

    /**
     * The columns of a list of formulas: one named as it is written, or one for each output of an indicator that has several.
     *
     * @param specs formulas separated by commas
     * @return formula by column, in their order
     */
    public static Map<String, String> columns(final String specs) {
        final Map<String, String> columns = new LinkedHashMap<>();
        for (final String spec : Parser.split(specs)) {
            final List<String> outputs = Parser.number(spec, Map.of()) instanceof Syntax.Call(final var name, _, _, final var output)
                && output.isEmpty() && TYPES.containsKey(name) ? TYPES.get(name).outputs() : List.of();
            if (outputs.isEmpty()) {
                columns.put(spec, spec);
            }
            outputs.forEach(each -> columns.put(spec + "." + each, spec + "." + each));
        }
        return columns;
    }

    /** @throws FormulaException if there is none of that name */
    static IndicatorType type(final String name) {
        final IndicatorType type = TYPES.get(name);
        if (type == null) {
            throw new FormulaException("there is no indicator '" + name + "'" + nearest(name) + "; 'ringmaster indicators list' shows all");
        }
        return type;
    }

    private static String nearest(final String name) {
        for (final String known : TYPES.keySet()) {
            if (known.equalsIgnoreCase(name) || (name.length() > 2 && known.startsWith(name.toLowerCase(Locale.ROOT)))) {
                return ", but '" + known + "'";
            }
        }
        return "";
    }

    private static void add(
        final String name, final String source, final List<Parameter> parameters, final String summary, final String definition,
        final Builder builder) {
        add(name, source, parameters, List.of(), summary, definition, builder);
    }

    private static void add(
        final String name, final String source, final List<Parameter> parameters, final List<String> outputs, final String summary,
        final String definition, final Builder builder) {
        TYPES.put(name, new IndicatorType(name, source, parameters, outputs, summary, definition, builder));
    }

    /** One that is made of others. */
    private static void define(
        final String name, final String source, final List<Parameter> parameters, final String summary, final String where,
        final String formula) {
        add(name, source, parameters, summary, "`" + formula + "`" + where, (a, output) -> a.node(formula));
    }

    /** One that is made of others, with several outputs, each a line {@code output = formula}. */
    private static void defineAll(
        final String name, final String source, final List<Parameter> parameters, final String summary, final String where,
        final String formulas) {
        final Map<String, String> byOutput = new TreeMap<>();
        final List<String> outputs = formulas.lines().map(line -> line.substring(0, line.indexOf('=')).strip()).toList();
        formulas.lines().forEach(line -> byOutput.put(
            line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1).strip()));
        final StringBuilder definition = new StringBuilder();
        outputs.forEach(output -> definition.append(output).append(": `").append(byOutput.get(output)).append("`; "));
        definition.setLength(definition.length() - 2);
        add(name, source, parameters, outputs, summary, definition + where, (a, output) -> a.node(byOutput.get(output)));
    }

    private static void prices() {
        for (final PriceField field : PriceField.values()) {
            add(field.name().toLowerCase(Locale.ROOT), BAR, List.of(), switch (field) {
                case OPEN -> "price at which the bar opened";
                case HIGH -> "highest price of the bar";
                case LOW -> "lowest price of the bar";
                case CLOSE -> "price at which the bar closed";
                case VOLUME -> "traded quantity of the bar";
                case HL2 -> "(high + low) / 2";
                case HLC3 -> "typical price, (high + low + close) / 3";
                case OHLC4 -> "(open + high + low + close) / 4";
            }, "the bar itself", (a, output) -> new Price(field));
        }
        add("time", BAR, List.of(), "seconds since the epoch at which the bar closed", "the bar itself", (a, output) -> new CloseTime());
        define("ha_close", BAR, List.of(), "close of the Heikin-Ashi bar", "", "ohlc4");
        add("ha_open", BAR, List.of(), "open of the Heikin-Ashi bar",
            "(open' + close') / 2 of the Heikin-Ashi bar before, recursively; (open + close) / 2 on the first",
            (a, output) -> new HeikinAshiOpen(a.node("ha_close"), a.node("open"), a.node("close")));
        add("tr", BAR, List.of(), "true range", "max(high - low, |high - close'|, |low - close'|); Wilder 1978",
            (a, output) -> new TrueRange());
    }

    private static void averages() {
        add("sma", CLOSE, List.of(N), "simple moving average", "mean of the last n; TA-Lib SMA",
            (a, output) -> new Sum(a.source(), a.whole("n"), true));
        add("sum", CLOSE, List.of(N), "sum of the last n", "TA-Lib SUM", (a, output) -> new Sum(a.source(), a.whole("n"), false));
        add("ema", CLOSE,
            List.of(N, word("seed", List.of("mean", "first"), "mean of the first n, or the first value"),
                whole("skip", 0, 0, 100_000, "values left out before the seed")),
            "exponential moving average", "m += 2 / (n + 1) (x - m); TA-Lib EMA",
            (a, output) -> new Ema(
                a.source(), a.whole("n"), 2.0 / (a.whole("n") + 1), a.whole("skip"), 5 * a.whole("n"), a.is("seed", "first")));
        add("rma", CLOSE, List.of(N), "Wilder's moving average", "m += (x - m) / n, seeded with the mean of the first n; Wilder 1978",
            (a, output) -> new Ema(a.source(), a.whole("n"), 1.0 / a.whole("n"), 0, 10 * a.whole("n"), false));
        add("wma", CLOSE, List.of(N), "linearly weighted moving average", "weights n, n - 1, ..., 1; TA-Lib WMA",
            (a, output) -> new Wma(a.source(), a.whole("n")));
        define("dema", CLOSE, List.of(N), "double exponential moving average", "; TA-Lib DEMA", "2*ema(src,n) - ema(ema(src,n),n)");
        define("tema", CLOSE, List.of(N), "triple exponential moving average", "; TA-Lib TEMA",
            "3*ema(src,n) - 3*ema(ema(src,n),n) + ema(ema(ema(src,n),n),n)");
        define("hma", CLOSE, List.of(N2), "Hull moving average", "; Alan Hull 2005",
            "wma(2*wma(src,floor(n/2)) - wma(src,n), floor(sqrt(n)))");
        add("kama", CLOSE,
            List.of(N, whole("fast", 2, 1, 10_000, "bars of the fastest smoothing"), whole("slow", 30, 1, 10_000, "bars of the slowest")),
            "Kaufman's adaptive moving average", "efficiency |x - x(n)| / sum |change|; TA-Lib KAMA",
            (a, output) -> new Kama(a.source(), a.whole("n"), a.whole("fast"), a.whole("slow")));
        add("vidya", CLOSE,
            List.of(N, whole("momentum", 9, 1, 10_000, "changes the momentum looks back"),
                word("seed", List.of("first", "zero"), "what it starts from")),
            "variable-index moving average", "m += 2 / (n + 1) |Chande momentum| (x - m); Chande 1992; ta4j leaves 2 / (n + 1) out",
            (a, output) -> new Vidya(a.source(), a.whole("n"), a.whole("momentum"), a.is("seed", "first")));
        add("frama", BAR, List.of(bars("n", 4, "bars, even")), "fractal adaptive moving average",
            "weight exp(-4.6 (D - 1)) in [0.01, 1], D the fractal dimension of highs and lows; Ehlers 2005", (a, output) -> new Frama(
                a.node("highest(high,n) - lowest(low,n)"), a.node("highest(high,floor(n/2)) - lowest(low,floor(n/2))"),
                a.node("(highest(high,floor(n/2)) - lowest(low,floor(n/2)))[floor(n/2)]"), a.node("close"), a.whole("n")));
        define("vwma", CLOSE, List.of(N), "volume-weighted moving average", "; src where nothing was traded",
            "ratio(sum(src*volume,n), sum(volume,n), src)");
        define("vwap", BAR, List.of(N), "rolling volume-weighted average price", "", "vwma(hlc3,n)");
        add("vwap_deviation", BAR, List.of(N), "standard deviation around the rolling VWAP, by volume",
            "sqrt(sum(volume (hlc3 - vwap)^2) / sum(volume)), 0 where nothing was traded",
            (a, output) -> new VwapDeviation(a.node("hlc3"), a.node("volume"), a.node("sum(volume,n)"), a.whole("n")));
        add("vwap_session", BAR, List.of(), "volume-weighted average price of the UTC day", "sum(hlc3 volume) / sum(volume) since midnight",
            (a, output) -> new SessionVwap());
    }

    private static void statistics() {
        add("highest", "high", List.of(N), "highest of the last n", "TA-Lib MAX",
            (a, output) -> new Extreme(a.source(), a.whole("n"), true, false));
        add("lowest", "low", List.of(N), "lowest of the last n", "TA-Lib MIN",
            (a, output) -> new Extreme(a.source(), a.whole("n"), false, false));
        add("bars_since_highest", "high", List.of(N), "bars since the highest of the last n", "0 if it is the newest; of equal ones the newest",
            (a, output) -> new Extreme(a.source(), a.whole("n"), true, true));
        add("bars_since_lowest", "low", List.of(N), "bars since the lowest of the last n", "0 if it is the newest; of equal ones the newest",
            (a, output) -> new Extreme(a.source(), a.whole("n"), false, true));
        add("total", CLOSE, List.of(), "sum since the first bar", "only its changes mean something", (a, output) -> new Total(a.source()));
        add("stddev", CLOSE, List.of(N2, DIVISOR), "standard deviation", "of the last n; TA-Lib STDDEV",
            (a, output) -> new Deviation(a.source(), a.whole("n"), a.is("convention", "sample")));
        define("variance", CLOSE, List.of(N2, DIVISOR), "variance", "; TA-Lib VAR",
            "stddev(src,n,convention=convention)*stddev(src,n,convention=convention)");
        add("mean_deviation", CLOSE, List.of(N), "mean absolute deviation from the mean", "TA-Lib AVGDEV; costs log n and a move of n",
            (a, output) -> new MeanDeviation(a.source(), a.node("sma(src,n)"), a.whole("n")));
        define("zscore", CLOSE, List.of(N2, DIVISOR), "distance from the mean in standard deviations", "",
            "ratio(src - sma(src,n), stddev(src,n,convention=convention), 0)");
        add("quantile", CLOSE, List.of(N, needed("q", 0, 1, "share below it")), "rolling quantile",
            "of the last n, between neighbours by distance; Hyndman and Fan 1996, type 7; costs log n and a move of n",
            (a, output) -> new Quantile(a.source(), a.whole("n"), a.number("q")));
        add("linreg", CLOSE, List.of(N2), List.of("value", "slope"), "straight line through the last n",
            "least squares: value at the newest bar, slope a bar; TA-Lib LINEARREG and LINEARREG_SLOPE", (a, output) -> {
                if ("value".equals(output)) {
                    return new Regression(a.source(), a.whole("n"));
                }
                final Regression line = a.shared("linreg(src,n).value", Regression.class);
                return new Output(line, line::slope);
            });
        add("linreg_deviation", CLOSE, List.of(N2), "residuals of the straight line through the last n",
            "sqrt(sum of squared residuals / (n - 1))", (a, output) -> {
                final Regression line = a.shared("linreg(src,n).value", Regression.class);
                return new Output(line, line::deviation);
            });
        define("log_return", CLOSE, List.of(), "logarithm of the change", "", "log(src/src[1])");
        define("realised_volatility", CLOSE, List.of(N), "root of the sum of squared log returns of the last n", "",
            "sqrt(sum(log_return(src)*log_return(src),n))");
        define("turbulence", CLOSE, List.of(N2), "squared distance of the last log return from those before it, in variances",
            "; Kritzman and Li 2010, for one asset",
            "ratio(log_return(src) - sma(log_return(src),n)[1], stddev(log_return(src),n)[1], 0)"
                + "*ratio(log_return(src) - sma(log_return(src),n)[1], stddev(log_return(src),n)[1], 0)");
    }

    private static void oscillators() {
        define("rsi", CLOSE, List.of(N), "relative strength index", "; 0 where nothing moved; Wilder 1978, TA-Lib RSI",
            "ratio(100*rma(max(change(src),0),n), rma(abs(change(src)),n), 0)");
        define("roc", CLOSE, List.of(N), "rate of change in per cent", "; TA-Lib ROC", "ratio(100*(src - src[n]), src[n], 0)");
        define("change", CLOSE, List.of(), "change from the bar before", "", "src - src[1]");
        define("momentum", CLOSE, List.of(N), "change over n bars", "; TA-Lib MOM", "src - src[n]");
        define("cci", BAR, List.of(N), "commodity channel index", "; TA-Lib CCI",
            "ratio(hlc3 - sma(hlc3,n), 0.015*mean_deviation(hlc3,n), 0)");
        add("cmo", CLOSE, List.of(N, word("convention", List.of("wilder", "chande"), "means by Wilder as TA-Lib, or plain sums")),
            "Chande momentum oscillator", "100 (rises - falls) / (rises + falls); 0 where nothing moved; TA-Lib CMO, Chande 1994",
            (a, output) -> a.node(a.is("convention", "wilder")
                ? "ratio(100*rma(change(src),n), rma(abs(change(src)),n), 0)" : "ratio(100*sum(change(src),n), sum(abs(change(src)),n), 0)"));
        define("williams_r", BAR, List.of(N), "Williams %R", "; 0 where the range is none; TA-Lib WILLR",
            "ratio(-100*(highest(high,n) - close), highest(high,n) - lowest(low,n), 0)");
        define("fast_k", BAR, List.of(N), "raw stochastic", "; 0 where the range is none; TA-Lib STOCHF",
            "ratio(100*(close - lowest(low,n)), highest(high,n) - lowest(low,n), 0)");
        defineAll("stoch", BAR, List.of(N, whole("k", 3, 1, 10_000, "bars of the first mean"), whole("d", 3, 1, 10_000, "of the second")),
            "stochastic oscillator", "; Lane, TA-Lib STOCH", """
            k = sma(fast_k(n),k)
            d = sma(sma(fast_k(n),k),d)""");
        defineAll("stochrsi", CLOSE,
            List.of(N, bars("m", 1, "bars of the stochastic"), whole("k", 1, 1, 10_000, "bars of the first mean"),
                whole("d", 3, 1, 10_000, "of the second")),
            "stochastic of the RSI", "; 0 where the range is none; Chande and Kroll 1994, TA-Lib STOCHRSI (k = 1)", """
            k = sma(ratio(100*(rsi(src,n) - lowest(rsi(src,n),m)), highest(rsi(src,n),m) - lowest(rsi(src,n),m), 0),k)
            d = sma(stochrsi(src,n,m,k,d).k,d)""");
        defineAll("macd", CLOSE,
            List.of(whole("fast", 12, 1, 10_000, "bars of the fast average"), whole("slow", 26, 1, 10_000, "of the slow one"),
                whole("signal", 9, 1, 10_000, "of the line's average")),
            "moving average convergence/divergence", "; both averages begin on the same bar; Appel, TA-Lib MACD", """
            line = ema(src,fast,skip=max(slow,fast)-fast) - ema(src,slow,skip=max(slow,fast)-slow)
            signal = ema(macd(src,fast,slow,signal).line,signal)
            histogram = macd(src,fast,slow,signal).line - macd(src,fast,slow,signal).signal""");
        define("trix", CLOSE, List.of(N), "rate of change of the triple exponential average", "; TA-Lib TRIX",
            "roc(ema(ema(ema(src,n),n),n),1)");
        define("awesome", "hl2", List.of(whole("fast", 5, 1, 10_000, "bars of the fast mean"), whole("slow", 34, 1, 10_000, "of the slow one")),
            "awesome oscillator", "; Bill Williams", "sma(src,fast) - sma(src,slow)");
        define("dpo", CLOSE, List.of(N2), "detrended price oscillator, without the future", "", "src - sma(src,n)[floor(n/2)+1]");
        define("kst", CLOSE,
            List.of(whole("a", 10, 1, 10_000, "first rate and mean"), whole("b", 15, 1, 10_000, "second"),
                whole("c", 20, 1, 10_000, "third"), whole("d", 30, 1, 10_000, "fourth")),
            "know sure thing", "; Pring 1992, with the periods of reference, strategies 26",
            "sma(roc(src,a),a) + 2*sma(roc(src,b),b) + 3*sma(roc(src,c),c) + 4*sma(roc(src,d),d)");
        defineAll("rvi", BAR, List.of(N), "relative vigor index", "; Ehlers 2002", """
            line = ratio(sum(symmetric(close-open),n), sum(symmetric(high-low),n), 0)
            signal = symmetric(rvi(n).line)""");
        define("symmetric", CLOSE, List.of(), "mean of four with weights 1 2 2 1", "", "(src + 2*src[1] + 2*src[2] + src[3])/6");
        define("mass_index", BAR, List.of(whole("n", 9, 1, 10_000, "bars of the averages"), whole("m", 25, 1, 10_000, "bars summed")),
            "mass index", "; Dorsey 1992", "sum(ratio(ema(high-low,n), ema(ema(high-low,n),n), 1),m)");
    }

    private static void trends() {
        define("atr", BAR, List.of(N), "average true range", "; Wilder 1978, TA-Lib ATR", "rma(tr,n)");
        define("natr", BAR, List.of(N), "average true range in per cent of the close", "; TA-Lib NATR", "100*atr(n)/close");
        add("adx", BAR, List.of(N), List.of("adx", "plus_di", "minus_di"), "average directional index", "Wilder 1978, TA-Lib ADX and DI",
            (a, output) -> switch (output) {
                case "plus_di" -> new DirectionalMovement(a.whole("n"));
                case "minus_di" -> {
                    final DirectionalMovement movement = a.shared("adx(n).plus_di", DirectionalMovement.class);
                    yield new Output(movement, movement::minus);
                }
                default -> new Adx(a.node("adx(n).plus_di"), a.node("adx(n).minus_di"), a.whole("n"));
            });
        defineAll("aroon", BAR, List.of(N), "bars since the extremes, as a share", "; of equal ones the newest; Chande 1995, TA-Lib AROON", """
            up = 100*(n - bars_since_highest(high,n+1))/n
            down = 100*(n - bars_since_lowest(low,n+1))/n""");
        defineAll("vortex", BAR, List.of(N), "vortex indicator", "; Botes and Siepman 2010", """
            plus = ratio(sum(abs(high - low[1]),n), sum(tr,n), 0)
            minus = ratio(sum(abs(low - high[1]),n), sum(tr,n), 0)""");
        add("supertrend", BAR,
            List.of(bars("n", 1, "bars of the true range's mean"), needed("k", 0, 1_000, "half width in mean true ranges"),
                word("convention", List.of("sma", "wilder"), "mean of the true range: plain, as in freqtrade, or Wilder's, as on most charts")),
            List.of("line", "direction"), "supertrend", "hl2 ± k x mean true range, tightened; direction 1 up, -1 down; reference, strategies 2",
            (a, output) -> {
                if ("line".equals(output)) {
                    return new Supertrend(
                        a.node(a.is("convention", "sma") ? "sma(tr,n)" : "atr(n)"), a.node("hl2"), a.node("close"), a.number("k"),
                        a.whole("n"));
                }
                final Supertrend line = a.shared("supertrend(n,k,convention=convention).line", Supertrend.class);
                return new Output(line, line::direction);
            });
        add("ott", CLOSE, List.of(whole("n", 2, 1, 10_000, "bars of the average"), number("percent", 1.4, 0.001, 50, "distance of the line"),
                word("seed", List.of("first", "zero"), "what the average starts from")),
            List.of("var", "ott"), "optimized trend tracker",
            "var is vidya(n), ott the line that trails it by percent; Özekşi; reference, strategies 3", (a, output) -> "var".equals(output)
                ? a.node("vidya(src,n,seed=seed)")
                : new Ott(a.shared("vidya(src,n,seed=seed)", Vidya.class), a.number("percent")));
        add("psar", BAR, List.of(number("step", 0.02, 0.0001, 1, "acceleration"), number("max", 0.2, 0.0001, 1, "its limit")),
            "parabolic stop and reverse", "Wilder 1978, TA-Lib SAR", (a, output) -> new ParabolicSar(a.number("step"), a.number("max")));
        defineAll("ichimoku", BAR,
            List.of(whole("t", 9, 1, 10_000, "bars of the tenkan"), whole("k", 26, 1, 10_000, "of the kijun, and shift of the cloud"),
                whole("s", 52, 1, 10_000, "of span B")),
            "Ichimoku lines", "; the cloud as it stands over this bar, computed k bars ago, in ta4j k - 1", """
            tenkan = (highest(high,t) + lowest(low,t))/2
            kijun = (highest(high,k) + lowest(low,k))/2
            span_a = (((highest(high,t) + lowest(low,t))/2 + (highest(high,k) + lowest(low,k))/2)/2)[k]
            span_b = ((highest(high,s) + lowest(low,s))/2)[k]""");
        add("atr_stop", BAR, List.of(bars("n", 1, "bars of the average true range"), needed("k", 0, 1_000, "distance in average true ranges")),
            List.of("trail", "direction"), "trailing stop by average true range", "tightens only; turns after a close beyond it",
            (a, output) -> {
                if ("trail".equals(output)) {
                    return new AtrStop(a.node("atr(n)"), a.node("close"), a.number("k"));
                }
                final AtrStop trail = a.shared("atr_stop(n,k).trail", AtrStop.class);
                return new Output(trail, trail::direction);
            });
        add("volatility_stop", BAR, List.of(bars("n", 1, "bars of both means"), needed("k", 0, 1_000, "distance in average true ranges")),
            "stop below the highest close since the close crossed above its mean", "0 while it has not; reference, strategies 26 #16",
            (a, output) -> new VolatilityStop(a.node("atr(n)"), a.node("close"), a.node("ema(close,n)"), a.number("k")));
    }

    private static void channels() {
        defineAll("bollinger", CLOSE, List.of(N2, DEVIATIONS, DIVISOR), "Bollinger bands", "; TA-Lib BBANDS", """
            upper = sma(src,n) + k*stddev(src,n,convention=convention)
            middle = sma(src,n)
            lower = sma(src,n) - k*stddev(src,n,convention=convention)""");
        define("bollinger_width", CLOSE, List.of(N2, DEVIATIONS, DIVISOR), "width of the Bollinger bands as a share of their middle", "",
            "ratio(2*k*stddev(src,n,convention=convention), sma(src,n), 0)");
        define("percent_b", CLOSE, List.of(N2, DEVIATIONS, DIVISOR), "place between the Bollinger bands: 0 at the lower, 1 at the upper",
            "; 0.5 where they are one", "ratio(src - sma(src,n) + k*stddev(src,n,convention=convention), "
                + "2*k*stddev(src,n,convention=convention), 0.5)");
        defineAll("keltner", CLOSE,
            List.of(N, whole("atr", 10, 1, 10_000, "bars of the average true range"), number("k", 2, 0, 100, "half width in ranges")),
            "Keltner channel", "; around the close's average, keltner(hlc3,…) around the typical price's", """
            upper = ema(src,n) + k*atr(atr)
            middle = ema(src,n)
            lower = ema(src,n) - k*atr(atr)""");
        defineAll("donchian", BAR, List.of(N), "Donchian channel of the n bars before, without the current", "", """
            upper = highest(high,n)[1]
            lower = lowest(low,n)[1]""");
        defineAll("linreg_channel", CLOSE, List.of(N2, number("k", 2, 0, 100, "half width in deviations")),
            "straight line through the last n and its residuals", "", """
            upper = linreg(src,n).value + k*linreg_deviation(src,n)
            middle = linreg(src,n).value
            lower = linreg(src,n).value - k*linreg_deviation(src,n)""");
        add("volume_profile", BAR, List.of(N, whole("bins", 24, 2, 1_000, "price bins")), List.of("poc", "value_low", "value_high"),
            "volume by price: point of control and value area",
            "volume counts at the typical price; the area grows from the fullest bin until it holds 70 %; costs bins a bar, and n where the "
                + "range changes",
            (a, output) -> {
                if ("poc".equals(output)) {
                    return new VolumeProfile(a.whole("n"), a.whole("bins"), a.node("highest(high,n)"), a.node("lowest(low,n)"));
                }
                final VolumeProfile profile = a.shared("volume_profile(n,bins).poc", VolumeProfile.class);
                return "value_low".equals(output) ? new Output(profile, profile::areaLow) : new Output(profile, profile::areaHigh);
            });
        add("pivot", BAR, List.of(), List.of("p", "r1", "s1", "r2", "s2"), "floor-trader pivots of the last UTC day",
            "p = (high + low + close) / 3, r1 = 2 p - low, s1 = 2 p - high, r2 = p + range, s2 = p - range; a bar is of the day in which it begins, "
                + "in ta4j of that in which it ends", (a, output) -> {
                if ("p".equals(output)) {
                    return new DayPivot();
                }
                final DayPivot pivot = a.shared("pivot.p", DayPivot.class);
                return switch (output) {
                    case "r1" -> new Output(pivot, pivot::firstResistance);
                    case "s1" -> new Output(pivot, pivot::firstSupport);
                    case "r2" -> new Output(pivot, () -> pivot.value() + pivot.range());
                    default -> new Output(pivot, () -> pivot.value() - pivot.range());
                };
            });
    }

    private static void volumes() {
        define("obv", BAR, List.of(), "on-balance volume", "; begins with the second bar; Granville, TA-Lib OBV but for its start",
            "total(sign(close - close[1])*volume)");
        define("clv", BAR, List.of(), "close location value", "; 0 where the range is none",
            "ratio((close - low) - (high - close), high - low, 0)");
        define("ad", BAR, List.of(), "accumulation/distribution", "; Chaikin, TA-Lib AD", "total(clv*volume)");
        define("chaikin", BAR, List.of(whole("fast", 3, 1, 10_000, "bars of the fast average"), whole("slow", 10, 1, 10_000, "of the slow one")),
            "Chaikin oscillator", "; TA-Lib ADOSC", "ema(ad,fast,seed=first) - ema(ad,slow,seed=first)");
        define("cmf", BAR, List.of(N), "Chaikin money flow", "; 0 where nothing was traded", "ratio(sum(clv*volume,n), sum(volume,n), 0)");
        define("mfi", BAR, List.of(N), "money flow index", "; 0 where no money flowed; TA-Lib MFI but for ties: typical prices that agree to 10 digits are equal and count for neither side, "
                + "while TA-Lib lets the last binary digit of (high + low + close)/3 decide",
            "ratio(100*sum(if(hlc3 > hlc3[1], hlc3*volume, 0),n), "
                + "sum(if(hlc3 > hlc3[1], hlc3*volume, 0),n) + sum(if(hlc3 < hlc3[1], hlc3*volume, 0),n), 0)");
        define("pvt", BAR, List.of(), "price volume trend", "", "total(ratio(volume*(close - close[1]), close[1], 0))");
        add("klinger_force", BAR, List.of(), "Klinger's volume force", "100 volume trend |2 (dm / cm - 1)|; the trend rises with high + low + close, where sums that agree to 10 digits are equal; Klinger 1997",
            (a, output) -> new KlingerForce());
        defineAll("klinger", BAR,
            List.of(whole("fast", 34, 1, 10_000, "bars of the fast average"), whole("slow", 55, 1, 10_000, "of the slow one"),
                whole("signal", 13, 1, 10_000, "of the line's average")),
            "Klinger oscillator", "", """
            line = ema(klinger_force,fast) - ema(klinger_force,slow)
            signal = ema(ema(klinger_force,fast) - ema(klinger_force,slow),signal)""");
        defineAll("vwmacd", BAR,
            List.of(whole("fast", 12, 1, 10_000, "bars of the fast average"), whole("slow", 26, 1, 10_000, "of the slow one"),
                whole("signal", 9, 1, 10_000, "of the line's average")),
            "volume-weighted MACD", "; averages of price x volume over those of volume", """
            line = vwema(fast) - vwema(slow)
            signal = ema(vwema(fast) - vwema(slow),signal)""");
        define("vwema", BAR, List.of(N), "volume-weighted exponential average", "; the close where nothing was traded",
            "ratio(ema(close*volume,n), ema(volume,n), close)");
        define("volume_ratio", BAR, List.of(N), "volume as a share of its mean", "; 0 where nothing was traded",
            "ratio(volume, sma(volume,n), 0)");
    }

    private static void patterns() {
        add("fractal", BAR, List.of(whole("k", 2, 1, 1_000, "bars on either side")), List.of("high", "low"), "last fractal",
            "an extreme beyond the k on either side, known k bars later; before the first, the extreme of 2 k + 1; Bill Williams",
            (a, output) -> {
                final String extreme = "high".equals(output) ? "highest(high,k)" : "lowest(low,k)";
                return new Fractal(
                    a.node(extreme + "[k+1]"), a.node(output + "[k]"), a.node(extreme), a.whole("k"), "high".equals(output));
            });
        add("renko", BAR, List.of(whole("n", 14, 1, 10_000, "bars of the average true range"), number("brick", 1, 0.01, 100, "length in it")),
            "bricks completed", "1 up, -1 down, 0 none; the length is frozen when the range is first known",
            (a, output) -> new Renko(a.node("atr(n)"), a.node("close"), a.number("brick")));
        add("double_bottom", BAR, List.of(bars("n", 6, "bars looked back")), "a double bottom completed",
            "1 when the close crosses above the high between two lows at least 5 bars apart and within 1 %, else 0; costs n on the few bars that may be one",
            (a, output) -> new DoubleExtreme(
                a.node("close"), a.node("high"), a.node("low"), a.node("bars_since_lowest(low,n)[1]"), a.whole("n"), true));
        add("double_top", BAR, List.of(bars("n", 6, "bars looked back")), "a double top completed", "double_bottom mirrored",
            (a, output) -> new DoubleExtreme(
                a.node("close"), a.node("high"), a.node("low"), a.node("bars_since_highest(high,n)[1]"), a.whole("n"), false));
        add("touches_high", BAR, List.of(N, needed("share", 0, 1, "how near, of the level")), "touches of the highest high before",
            "highs of the n bars before within a share of donchian(n).upper; costs log n and a move of n",
            (a, output) -> new Touches(a.node("high[1]"), a.node("donchian(n).upper"), a.whole("n"), a.number("share")));
        add("touches_low", BAR, List.of(N, needed("share", 0, 1, "how near, of the level")), "touches of the lowest low before",
            "lows of the n bars before within a share of donchian(n).lower; costs log n and a move of n",
            (a, output) -> new Touches(a.node("low[1]"), a.node("donchian(n).lower"), a.whole("n"), a.number("share")));
    }

    private static void features() {
        for (final Feature feature : Feature.values()) {
            add(feature.word(), BAR, List.of(), feature.doc(), "from the " + switch (feature.source()) {
                case BOOK -> "order book";
                case TRADES -> "trades";
                case TICKER -> "ticker";
                case OUTSIDE -> "outside signals";
            } + ", as of the bar's close; empty while unknown", (a, output) -> a.graph().sample(feature));
        }
    }

    /** Order book and trades: rates and totals are over the n bars that closed last. */
    private static void microstructure() {
        define("mid", BAR, List.of(), "middle of the best bid and ask", "", "(bid + ask)/2");
        define("spread", BAR, List.of(), "spread as a share of the mid", "", "(ask - bid)/mid");
        define("microprice", BAR, List.of(), "mid weighted by the quantities opposite", "; Gatheral and Oomen 2010",
            "(bid*ask_qty + ask*bid_qty)/(bid_qty + ask_qty)");
        define("mid_forecast", BAR, List.of(), "where the mid is pulled: micro-price over mid, as a share of the mid", "",
            "(microprice - mid)/mid");
        define("queue_imbalance", BAR, List.of(), "imbalance of the best bid and ask, in [-1, 1]", "; Gould and Bonart 2016",
            "(bid_qty - ask_qty)/(bid_qty + ask_qty)");
        define("book_imbalance", BAR, List.of(), "imbalance of the ten best bids and asks, in [-1, 1]", "",
            "(bid_depth - ask_depth)/(bid_depth + ask_depth)");
        define("book_pressure", BAR, List.of(), "imbalance of what is bid and offered within 0.1 % of the mid, in [-1, 1]", "",
            "ratio(bid_near - ask_near, bid_near + ask_near, 0)");
        defineAll("book_slope", BAR, List.of(), "quantity for each 0.01 % of the way to the tenth level", "", """
            bid = ratio(bid_depth, 10000*(mid - bid_tenth)/mid, 0)
            ask = ratio(ask_depth, 10000*(ask_tenth - mid)/mid, 0)""");
        defineAll("price_impact", BAR, List.of(), "what trading one unit at once costs beyond the mid, as a share of it", "", """
            buy = (buy_cost - mid)/mid
            sell = (mid - sell_cost)/mid""");
        define("ofi", BAR, List.of(N), "order-flow imbalance", "; Cont, Kukanov and Stoikov 2014", "momentum(book_flow,n)");
        define("arrival_rate", BAR, List.of(N), "limit orders arriving, levels grown a second", "",
            "momentum(arrivals,n)/momentum(time,n)");
        define("cancellation_rate", BAR, List.of(N), "levels shrunk that no trade explains, a second",
            "; a trade is taken to shrink one level", "max(0, momentum(removals,n) - momentum(buys,n) - momentum(sells,n))/momentum(time,n)");
        define("cancelled_share", BAR, List.of(N), "share of the quantity that left the book without a trade, in [0, 1]", "",
            "clip(1 - ratio(momentum(bought,n) + momentum(sold,n), momentum(bids_removed,n) + momentum(asks_removed,n), 1), 0, 1)");
        define("trade_rate", BAR, List.of(N), "market orders arriving, trades a second", "",
            "(momentum(buys,n) + momentum(sells,n))/momentum(time,n)");
        define("trade_imbalance", BAR, List.of(N), "quantity bought less sold, as a share of both", "; 0 where nothing was traded",
            "ratio(momentum(bought,n) - momentum(sold,n), momentum(bought,n) + momentum(sold,n), 0)");
        define("trade_count_imbalance", BAR, List.of(N), "trades of buyers less those of sellers, as a share of both",
            "; 0 where nothing was traded", "ratio(momentum(buys,n) - momentum(sells,n), momentum(buys,n) + momentum(sells,n), 0)");
        defineAll("trade_size", BAR, List.of(N), "distribution of traded quantities", "; 0 where nothing was traded", """
            mean = ratio(momentum(bought,n) + momentum(sold,n), momentum(buys,n) + momentum(sells,n), 0)
            deviation = sqrt(max(0, ratio(momentum(squared_trades,n), momentum(buys,n) + momentum(sells,n), 0)             - trade_size(n).mean*trade_size(n).mean))""");
        define("large_trades", BAR, List.of(N), "large trades bought less sold, as a share of all quantity traded",
            "; 0 where nothing was traded; large is above the 95th percentile of the 24 hours before",
            "ratio(momentum(large_bought,n) - momentum(large_sold,n), momentum(bought,n) + momentum(sold,n), 0)");
        define("price_velocity", CLOSE, List.of(N), "change a second", "", "momentum(src,n)/momentum(time,n)");
        define("volume_acceleration", BAR, List.of(N), "volume of the last n bars over that of the n before, less 1", "; 0 after none",
            "ratio(sum(volume,n), sum(volume,n)[n], 1) - 1");
        define("kyle_lambda", BAR, List.of(N2), "price change for each unit bought more than sold",
            "; slope of the close's change on net bought quantity; 0 where that did not vary; Kyle 1985",
            "ratio(sma(change(close)*(change(bought) - change(sold)),n) - sma(change(close),n)*sma(change(bought) - change(sold),n), "
                + "variance(change(bought) - change(sold),n), 0)");
        add("vpin", BAR, List.of(bars("n", 1, "buckets"), needed("bucket", 1e-8, 1e12, "quantity that fills a bucket")),
            "share of one-sided trading over buckets of equal volume, in [0, 1]",
            "sum |bought - sold| / (n bucket); Easley, López de Prado and O'Hara 2012, with the venue's sides",
            (a, output) -> new VolumeBuckets(a.node("bought"), a.node("sold"), a.whole("n"), a.number("bucket")));
        define("basis", BAR, List.of(), "mid over index, less 1; the mark where there is no book", "",
            "(known(mid, mark) - index)/index");
        define("microstructure_score", BAR, List.of(N), "what book and trades say together, in [-1, 1]",
            "; 0.6 book imbalance, 0.25 depth ratio d as (d - 1)/(d + 1) within 0.1 %, 0.10 pressure of trades, 0.05 large trades; halved when "
                + "nine tenths of what left the book was cancelled, less three tenths above a spread of 0.3 %; after reference, strategies 17",
            "clip(if(cancelled_share(n) > 0.9, 0.5, 1)*if(spread > 0.003, 0.7, 1)*(0.6*book_imbalance + 0.25*book_pressure"
                + " + 0.10*trade_imbalance(n) + 0.05*large_trades(n)), -1, 1)");
    }
}
