package io.ringmaster.strategies.indicator.average;

import static io.ringmaster.strategies.formula.Parameter.bars;
import static io.ringmaster.strategies.formula.Parameter.number;
import static io.ringmaster.strategies.formula.Parameter.whole;
import static io.ringmaster.strategies.formula.Parameter.word;
import static io.ringmaster.strategies.indicator.type.Definitions.BAR;
import static io.ringmaster.strategies.indicator.type.Definitions.CLOSE;
import static io.ringmaster.strategies.indicator.type.Definitions.N2;
import static io.ringmaster.strategies.indicator.type.Definitions.N;

import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;

/** Moving averages. */
public final class Averages {

    private Averages() {
    }

    /** Adds them to the definitions of all indicators. */
    public static void addTo(final Definitions all) {
        means(all);
        adaptive(all);
        volumeWeighted(all);
    }

    private static void means(final Definitions all) {
        all.add("sma", CLOSE, List.of(N), "simple moving average", "mean of the last n; TA-Lib SMA",
            (a, output) -> new Sum(a.source(), a.whole("n"), true));
        all.add("sum", CLOSE, List.of(N), "sum of the last n", "TA-Lib SUM", (a, output) -> new Sum(a.source(), a.whole("n"), false));
        all.add("ema", CLOSE,
            List.of(N, word("seed", List.of("mean", "first"), "mean of the first n, or the first value"),
                whole("skip", 0, 0, 100_000, "values left out before the seed")),
            "exponential moving average", "m += 2 / (n + 1) (x - m); TA-Lib EMA",
            (a, output) -> new Ema(
                a.source(), a.whole("n"), 2.0 / (a.whole("n") + 1), a.whole("skip"), 5 * a.whole("n"), a.is("seed", "first")));
        all.add("rma", CLOSE, List.of(N), "Wilder's moving average", "m += (x - m) / n, seeded with the mean of the first n; Wilder 1978",
            (a, output) -> new Ema(a.source(), a.whole("n"), 1.0 / a.whole("n"), 0, 10 * a.whole("n"), false));
        all.add("wma", CLOSE, List.of(N), "linearly weighted moving average", "weights n, n - 1, ..., 1; TA-Lib WMA",
            (a, output) -> new Wma(a.source(), a.whole("n")));
        all.define("dema", CLOSE, List.of(N), "double exponential moving average", "; TA-Lib DEMA", "2*ema(src,n) - ema(ema(src,n),n)");
        all.define("tema", CLOSE, List.of(N), "triple exponential moving average", "; TA-Lib TEMA",
            "3*ema(src,n) - 3*ema(ema(src,n),n) + ema(ema(ema(src,n),n),n)");
        all.define("hma", CLOSE, List.of(N2), "Hull moving average", "; Alan Hull 2005",
            "wma(2*wma(src,floor(n/2)) - wma(src,n), floor(sqrt(n)))");
    }

    private static void adaptive(final Definitions all) {
        all.add("kama", CLOSE,
            List.of(N, whole("fast", 2, 1, 10_000, "bars of the fastest smoothing"), whole("slow", 30, 1, 10_000, "bars of the slowest")),
            "Kaufman's adaptive moving average", "efficiency |x - x(n)| / sum |change|; TA-Lib KAMA",
            (a, output) -> new Kama(a.source(), a.whole("n"), a.whole("fast"), a.whole("slow")));
        all.add("vidya", CLOSE,
            List.of(N, whole("momentum", 9, 1, 10_000, "changes the momentum looks back"),
                word("seed", List.of("first", "zero"), "what it starts from")),
            "variable-index moving average", "m += 2 / (n + 1) |Chande momentum| (x - m); Chande 1992; ta4j leaves 2 / (n + 1) out",
            (a, output) -> new Vidya(a.source(), a.whole("n"), a.whole("momentum"), a.is("seed", "first")));
        all.add("frama", BAR, List.of(bars("n", 4, "bars, even")), "fractal adaptive moving average",
            "weight exp(-4.6 (D - 1)) in [0.01, 1], D the fractal dimension of highs and lows; Ehlers 2005", (a, output) -> new Frama(
                a.node("highest(high,n) - lowest(low,n)"), a.node("highest(high,floor(n/2)) - lowest(low,floor(n/2))"),
                a.node("(highest(high,floor(n/2)) - lowest(low,floor(n/2)))[floor(n/2)]"), a.node("close"), a.whole("n")));
        all.add("ott", CLOSE, List.of(whole("n", 2, 1, 10_000, "bars of the average"), number("percent", 1.4, 0.001, 50, "distance of the line"),
                word("seed", List.of("first", "zero"), "what the average starts from")),
            List.of("var", "ott"), "optimized trend tracker",
            "var is vidya(n), ott the line that trails it by percent; Özekşi; reference, strategies 3", (a, output) -> "var".equals(output)
                ? a.node("vidya(src,n,seed=seed)")
                : new Ott(a.shared("vidya(src,n,seed=seed)", Vidya.class), a.number("percent")));
    }

    private static void volumeWeighted(final Definitions all) {
        all.define("vwma", CLOSE, List.of(N), "volume-weighted moving average", "; src where nothing was traded",
            "ratio(sum(src*volume,n), sum(volume,n), src)");
        all.define("vwap", BAR, List.of(N), "rolling volume-weighted average price", "", "vwma(hlc3,n)");
        all.add("vwap_deviation", BAR, List.of(N), "standard deviation around the rolling VWAP, by volume",
            "sqrt(sum(volume (hlc3 - vwap)^2) / sum(volume)), 0 where nothing was traded",
            (a, output) -> new VwapDeviation(a.node("hlc3"), a.node("volume"), a.node("sum(volume,n)"), a.whole("n")));
        all.add("vwap_session", BAR, List.of(), "volume-weighted average price of the UTC day", "sum(hlc3 volume) / sum(volume) since midnight",
            (a, output) -> new SessionVwap());
    }
}
