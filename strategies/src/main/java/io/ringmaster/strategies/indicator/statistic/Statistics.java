package io.ringmaster.strategies.indicator.statistic;

import static io.ringmaster.strategies.formula.Parameter.needed;
import static io.ringmaster.strategies.formula.Parameter.word;
import static io.ringmaster.strategies.indicator.type.Definitions.CLOSE;
import static io.ringmaster.strategies.indicator.type.Definitions.N2;
import static io.ringmaster.strategies.indicator.type.Definitions.N;

import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.Output;
import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;

/** Extremes, sums, deviations, quantiles and straight lines of the last n values. */
public final class Statistics {

    private static final Parameter DIVISOR = word("convention", List.of("population", "sample"), "divisor of the variance: n or n - 1");

    private Statistics() {
    }

    /** Adds them to the definitions of all indicators. */
    public static void addTo(final Definitions all) {
        extremes(all);
        distributions(all);
        straightLines(all);
        returns(all);
    }

    private static void extremes(final Definitions all) {
        all.add("highest", "high", List.of(N), "highest of the last n", "TA-Lib MAX",
            (a, output) -> new Extreme(a.source(), a.whole("n"), true, false));
        all.add("lowest", "low", List.of(N), "lowest of the last n", "TA-Lib MIN",
            (a, output) -> new Extreme(a.source(), a.whole("n"), false, false));
        all.add("bars_since_highest", "high", List.of(N), "bars since the highest of the last n", "0 if it is the newest; of equal ones the newest",
            (a, output) -> new Extreme(a.source(), a.whole("n"), true, true));
        all.add("bars_since_lowest", "low", List.of(N), "bars since the lowest of the last n", "0 if it is the newest; of equal ones the newest",
            (a, output) -> new Extreme(a.source(), a.whole("n"), false, true));
    }

    private static void distributions(final Definitions all) {
        all.add("total", CLOSE, List.of(), "sum since the first bar", "only its changes mean something", (a, output) -> new Total(a.source()));
        all.add("stddev", CLOSE, List.of(N2, DIVISOR), "standard deviation", "of the last n; TA-Lib STDDEV",
            (a, output) -> new Deviation(a.source(), a.whole("n"), a.is("convention", "sample")));
        all.define("variance", CLOSE, List.of(N2, DIVISOR), "variance", "; TA-Lib VAR",
            "stddev(src,n,convention=convention)*stddev(src,n,convention=convention)");
        all.add("mean_deviation", CLOSE, List.of(N), "mean absolute deviation from the mean", "TA-Lib AVGDEV; costs log n and a move of n",
            (a, output) -> new MeanDeviation(a.source(), a.node("sma(src,n)"), a.whole("n")));
        all.define("zscore", CLOSE, List.of(N2, DIVISOR), "distance from the mean in standard deviations", "",
            "ratio(src - sma(src,n), stddev(src,n,convention=convention), 0)");
        all.add("quantile", CLOSE, List.of(N, needed("q", 0, 1, "share below it")), "rolling quantile",
            "of the last n, between neighbours by distance; Hyndman and Fan 1996, type 7; costs log n and a move of n",
            (a, output) -> new Quantile(a.source(), a.whole("n"), a.number("q")));
    }

    private static void straightLines(final Definitions all) {
        all.add("linreg", CLOSE, List.of(N2), List.of("value", "slope"), "straight line through the last n",
            "least squares: value at the newest bar, slope a bar; TA-Lib LINEARREG and LINEARREG_SLOPE", (a, output) -> {
                if ("value".equals(output)) {
                    return new Regression(a.source(), a.whole("n"));
                }
                final Regression line = a.shared("linreg(src,n).value", Regression.class);
                return new Output(line, line::slope);
            });
        all.add("linreg_deviation", CLOSE, List.of(N2), "residuals of the straight line through the last n",
            "sqrt(sum of squared residuals / (n - 1))", (a, output) -> {
                final Regression line = a.shared("linreg(src,n).value", Regression.class);
                return new Output(line, line::deviation);
            });
    }

    private static void returns(final Definitions all) {
        all.define("log_return", CLOSE, List.of(), "logarithm of the change", "", "log(src/src[1])");
        all.define("realised_volatility", CLOSE, List.of(N), "root of the sum of squared log returns of the last n", "",
            "sqrt(sum(log_return(src)*log_return(src),n))");
        all.define("turbulence", CLOSE, List.of(N2), "squared distance of the last log return from those before it, in variances",
            "; Kritzman and Li 2010, for one asset",
            "ratio(log_return(src) - sma(log_return(src),n)[1], stddev(log_return(src),n)[1], 0)"
                + "*ratio(log_return(src) - sma(log_return(src),n)[1], stddev(log_return(src),n)[1], 0)");
    }
}
