package io.ringmaster.strategies.indicator.trend;

import static io.ringmaster.strategies.formula.Parameter.bars;
import static io.ringmaster.strategies.formula.Parameter.needed;
import static io.ringmaster.strategies.formula.Parameter.number;
import static io.ringmaster.strategies.formula.Parameter.whole;
import static io.ringmaster.strategies.formula.Parameter.word;
import static io.ringmaster.strategies.indicator.type.Definitions.BAR;
import static io.ringmaster.strategies.indicator.type.Definitions.N;

import io.ringmaster.strategies.indicator.Output;
import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;

/** Strength and direction of a trend, and stops that trail it. */
public final class Trends {

    private Trends() {
    }

    /** Adds them to the definitions of all indicators. */
    public static void addTo(final Definitions all) {
        directions(all);
        lines(all);
        stops(all);
    }

    private static void directions(final Definitions all) {
        all.define("atr", BAR, List.of(N), "average true range", "; Wilder 1978, TA-Lib ATR", "rma(tr,n)");
        all.define("natr", BAR, List.of(N), "average true range in per cent of the close", "; TA-Lib NATR", "100*atr(n)/close");
        all.add("adx", BAR, List.of(N), List.of("adx", "plus_di", "minus_di"), "average directional index", "Wilder 1978, TA-Lib ADX and DI",
            (a, output) -> switch (output) {
                case "plus_di" -> new DirectionalMovement(a.whole("n"));
                case "minus_di" -> {
                    final DirectionalMovement movement = a.shared("adx(n).plus_di", DirectionalMovement.class);
                    yield new Output(movement, movement::minus);
                }
                default -> new Adx(a.node("adx(n).plus_di"), a.node("adx(n).minus_di"), a.whole("n"));
            });
        all.define("dx", BAR, List.of(N), "directional index, before its mean", "; 0 where nothing moved; Wilder 1978, TA-Lib DX but for its start",
            "ratio(100*abs(adx(n).plus_di - adx(n).minus_di), adx(n).plus_di + adx(n).minus_di, 0)");
        all.defineAll("aroon", BAR, List.of(N), "bars since the extremes, as a share", "; of equal ones the newest; Chande 1995, TA-Lib AROON", """
            up = 100*(n - bars_since_highest(high,n+1))/n
            down = 100*(n - bars_since_lowest(low,n+1))/n""");
        all.defineAll("vortex", BAR, List.of(N), "vortex indicator", "; Botes and Siepman 2010", """
            plus = ratio(sum(abs(high - low[1]),n), sum(tr,n), 0)
            minus = ratio(sum(abs(low - high[1]),n), sum(tr,n), 0)""");
    }

    private static void lines(final Definitions all) {
        all.add("supertrend", BAR,
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
        all.defineAll("ichimoku", BAR,
            List.of(whole("t", 9, 1, 10_000, "bars of the tenkan"), whole("k", 26, 1, 10_000, "of the kijun, and shift of the cloud"),
                whole("s", 52, 1, 10_000, "of span B")),
            "Ichimoku lines", "; the cloud as it stands over this bar, computed k bars ago, in ta4j k - 1", """
            tenkan = (highest(high,t) + lowest(low,t))/2
            kijun = (highest(high,k) + lowest(low,k))/2
            span_a = (((highest(high,t) + lowest(low,t))/2 + (highest(high,k) + lowest(low,k))/2)/2)[k]
            span_b = ((highest(high,s) + lowest(low,s))/2)[k]""");
    }

    private static void stops(final Definitions all) {
        all.add("psar", BAR, List.of(number("step", 0.02, 0.0001, 1, "acceleration"), number("max", 0.2, 0.0001, 1, "its limit")),
            "parabolic stop and reverse", "Wilder 1978, TA-Lib SAR", (a, output) -> new ParabolicSar(a.number("step"), a.number("max")));
        all.add("atr_stop", BAR, List.of(bars("n", 1, "bars of the average true range"), needed("k", 0, 1_000, "distance in average true ranges")),
            List.of("trail", "direction"), "trailing stop by average true range", "tightens only; turns after a close beyond it",
            (a, output) -> {
                if ("trail".equals(output)) {
                    return new AtrStop(a.node("atr(n)"), a.node("close"), a.number("k"));
                }
                final AtrStop trail = a.shared("atr_stop(n,k).trail", AtrStop.class);
                return new Output(trail, trail::direction);
            });
        all.add("volatility_stop", BAR, List.of(bars("n", 1, "bars of both means"), needed("k", 0, 1_000, "distance in average true ranges")),
            "stop below the highest close since the close crossed above its mean", "0 while it has not; reference, strategies 26 #16",
            (a, output) -> new VolatilityStop(a.node("atr(n)"), a.node("close"), a.node("ema(close,n)"), a.number("k")));
    }
}
