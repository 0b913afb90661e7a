package io.ringmaster.strategies.indicator.catalog;

import static io.ringmaster.strategies.formula.Parameter.bars;
import static io.ringmaster.strategies.formula.Parameter.whole;
import static io.ringmaster.strategies.formula.Parameter.word;
import static io.ringmaster.strategies.indicator.type.Definitions.BAR;
import static io.ringmaster.strategies.indicator.type.Definitions.CLOSE;
import static io.ringmaster.strategies.indicator.type.Definitions.N2;
import static io.ringmaster.strategies.indicator.type.Definitions.N;

import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;

/** Oscillators; all of them are made of other indicators. */
final class Oscillators {

    private Oscillators() {
    }

    /** Adds them to the definitions of all indicators. */
    static void addTo(final Definitions all) {
        ratesOfChange(all);
        stochastics(all);
        averageDifferences(all);
        ranges(all);
    }

    private static void ratesOfChange(final Definitions all) {
        all.define("rsi", CLOSE, List.of(N), "relative strength index", "; 0 where nothing moved; Wilder 1978, TA-Lib RSI",
            "ratio(100*rma(max(change(src),0),n), rma(abs(change(src)),n), 0)");
        all.define("roc", CLOSE, List.of(N), "rate of change in per cent", "; TA-Lib ROC", "ratio(100*(src - src[n]), src[n], 0)");
        all.define("change", CLOSE, List.of(), "change from the bar before", "", "src - src[1]");
        all.define("momentum", CLOSE, List.of(N), "change over n bars", "; TA-Lib MOM", "src - src[n]");
        all.define("cci", BAR, List.of(N), "commodity channel index", "; TA-Lib CCI",
            "ratio(hlc3 - sma(hlc3,n), 0.015*mean_deviation(hlc3,n), 0)");
        all.add("cmo", CLOSE, List.of(N, word("convention", List.of("wilder", "chande"), "means by Wilder as TA-Lib, or plain sums")),
            "Chande momentum oscillator", "100 (rises - falls) / (rises + falls); 0 where nothing moved; TA-Lib CMO, Chande 1994",
            (a, output) -> a.node(a.is("convention", "wilder")
                ? "ratio(100*rma(change(src),n), rma(abs(change(src)),n), 0)" : "ratio(100*sum(change(src),n), sum(abs(change(src)),n), 0)"));
        all.define("trix", CLOSE, List.of(N), "rate of change of the triple exponential average", "; TA-Lib TRIX",
            "roc(ema(ema(ema(src,n),n),n),1)");
        all.define("kst", CLOSE,
            List.of(whole("a", 10, 1, 10_000, "first rate and mean"), whole("b", 15, 1, 10_000, "second"),
                whole("c", 20, 1, 10_000, "third"), whole("d", 30, 1, 10_000, "fourth")),
            "know sure thing", "; Pring 1992, with the periods of reference, strategies 26",
            "sma(roc(src,a),a) + 2*sma(roc(src,b),b) + 3*sma(roc(src,c),c) + 4*sma(roc(src,d),d)");
    }

    private static void stochastics(final Definitions all) {
        all.define("williams_r", BAR, List.of(N), "Williams %R", "; 0 where the range is none; TA-Lib WILLR",
            "ratio(-100*(highest(high,n) - close), highest(high,n) - lowest(low,n), 0)");
        all.define("fast_k", BAR, List.of(N), "raw stochastic", "; 0 where the range is none; TA-Lib STOCHF",
            "ratio(100*(close - lowest(low,n)), highest(high,n) - lowest(low,n), 0)");
        all.defineAll("stoch", BAR, List.of(N, whole("k", 3, 1, 10_000, "bars of the first mean"), whole("d", 3, 1, 10_000, "of the second")),
            "stochastic oscillator", "; Lane, TA-Lib STOCH", """
            k = sma(fast_k(n),k)
            d = sma(sma(fast_k(n),k),d)""");
        all.defineAll("stochrsi", CLOSE,
            List.of(N, bars("m", 1, "bars of the stochastic"), whole("k", 1, 1, 10_000, "bars of the first mean"),
                whole("d", 3, 1, 10_000, "of the second")),
            "stochastic of the RSI", "; 0 where the range is none; Chande and Kroll 1994, TA-Lib STOCHRSI (k = 1)", """
            k = sma(ratio(100*(rsi(src,n) - lowest(rsi(src,n),m)), highest(rsi(src,n),m) - lowest(rsi(src,n),m), 0),k)
            d = sma(stochrsi(src,n,m,k,d).k,d)""");
    }

    private static void averageDifferences(final Definitions all) {
        all.defineAll("macd", CLOSE,
            List.of(whole("fast", 12, 1, 10_000, "bars of the fast average"), whole("slow", 26, 1, 10_000, "of the slow one"),
                whole("signal", 9, 1, 10_000, "of the line's average")),
            "moving average convergence/divergence", "; both averages begin on the same bar; Appel, TA-Lib MACD", """
            line = ema(src,fast,skip=max(slow,fast)-fast) - ema(src,slow,skip=max(slow,fast)-slow)
            signal = ema(macd(src,fast,slow,signal).line,signal)
            histogram = macd(src,fast,slow,signal).line - macd(src,fast,slow,signal).signal""");
        all.define("awesome", "hl2", List.of(whole("fast", 5, 1, 10_000, "bars of the fast mean"), whole("slow", 34, 1, 10_000, "of the slow one")),
            "awesome oscillator", "; Bill Williams", "sma(src,fast) - sma(src,slow)");
        all.define("dpo", CLOSE, List.of(N2), "detrended price oscillator, without the future", "", "src - sma(src,n)[floor(n/2)+1]");
    }

    private static void ranges(final Definitions all) {
        all.defineAll("rvi", BAR, List.of(N), "relative vigor index", "; Ehlers 2002", """
            line = ratio(sum(symmetric(close-open),n), sum(symmetric(high-low),n), 0)
            signal = symmetric(rvi(n).line)""");
        all.define("symmetric", CLOSE, List.of(), "mean of four with weights 1 2 2 1", "", "(src + 2*src[1] + 2*src[2] + src[3])/6");
        all.define("mass_index", BAR, List.of(whole("n", 9, 1, 10_000, "bars of the averages"), whole("m", 25, 1, 10_000, "bars summed")),
            "mass index", "; Dorsey 1992", "sum(ratio(ema(high-low,n), ema(ema(high-low,n),n), 1),m)");
    }
}
