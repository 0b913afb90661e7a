package io.ringmaster.strategies.indicator.catalog;

import static io.ringmaster.strategies.formula.Parameter.number;
import static io.ringmaster.strategies.formula.Parameter.whole;
import static io.ringmaster.strategies.formula.Parameter.word;
import static io.ringmaster.strategies.indicator.type.Definitions.BAR;
import static io.ringmaster.strategies.indicator.type.Definitions.CLOSE;
import static io.ringmaster.strategies.indicator.type.Definitions.N2;
import static io.ringmaster.strategies.indicator.type.Definitions.N;

import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;

/** Bands and channels around a price; all of them are made of other indicators. */
final class Channels {

    private static final Parameter DEVIATIONS = number("k", 2, 0, 100, "half width in standard deviations");
    private static final Parameter DIVISOR = word("convention", List.of("population", "sample"), "divisor of the variance: n or n - 1");

    private Channels() {
    }

    /** Adds them to the definitions of all indicators. */
    static void addTo(final Definitions all) {
        all.defineAll("bollinger", CLOSE, List.of(N2, DEVIATIONS, DIVISOR), "Bollinger bands", "; TA-Lib BBANDS", """
            upper = sma(src,n) + k*stddev(src,n,convention=convention)
            middle = sma(src,n)
            lower = sma(src,n) - k*stddev(src,n,convention=convention)""");
        all.define("bollinger_width", CLOSE, List.of(N2, DEVIATIONS, DIVISOR), "width of the Bollinger bands as a share of their middle", "",
            "ratio(2*k*stddev(src,n,convention=convention), sma(src,n), 0)");
        all.define("percent_b", CLOSE, List.of(N2, DEVIATIONS, DIVISOR), "place between the Bollinger bands: 0 at the lower, 1 at the upper",
            "; 0.5 where they are one", "ratio(src - sma(src,n) + k*stddev(src,n,convention=convention), "
                + "2*k*stddev(src,n,convention=convention), 0.5)");
        all.defineAll("keltner", CLOSE,
            List.of(N, whole("atr", 10, 1, 10_000, "bars of the average true range"), number("k", 2, 0, 100, "half width in ranges")),
            "Keltner channel", "; around the close's average, keltner(hlc3,…) around the typical price's", """
            upper = ema(src,n) + k*atr(atr)
            middle = ema(src,n)
            lower = ema(src,n) - k*atr(atr)""");
        all.defineAll("donchian", BAR, List.of(N), "Donchian channel of the n bars before, without the current", "", """
            upper = highest(high,n)[1]
            lower = lowest(low,n)[1]""");
        all.defineAll("linreg_channel", CLOSE, List.of(N2, number("k", 2, 0, 100, "half width in deviations")),
            "straight line through the last n and its residuals", "", """
            upper = linreg(src,n).value + k*linreg_deviation(src,n)
            middle = linreg(src,n).value
            lower = linreg(src,n).value - k*linreg_deviation(src,n)""");
    }
}
