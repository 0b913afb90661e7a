package io.ringmaster.strategies.indicator.pattern;

import static io.ringmaster.strategies.formula.Parameter.bars;
import static io.ringmaster.strategies.formula.Parameter.needed;
import static io.ringmaster.strategies.formula.Parameter.number;
import static io.ringmaster.strategies.formula.Parameter.whole;
import static io.ringmaster.strategies.indicator.type.Definitions.BAR;
import static io.ringmaster.strategies.indicator.type.Definitions.N;

import io.ringmaster.strategies.indicator.Output;
import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;

/** Shapes that prices draw: pivots, fractals, bricks, double extremes and touches of a level. */
public final class Patterns {

    private Patterns() {
    }

    /** Adds them to the definitions of all indicators. */
    public static void addTo(final Definitions all) {
        turns(all);
        levels(all);
    }

    private static void turns(final Definitions all) {
        all.add("fractal", BAR, List.of(whole("k", 2, 1, 1_000, "bars on either side")), List.of("high", "low"), "last fractal",
            "an extreme beyond the k on either side, known k bars later; before the first, the extreme of 2 k + 1; Bill Williams",
            (a, output) -> {
                final String extreme = "high".equals(output) ? "highest(high,k)" : "lowest(low,k)";
                return new Fractal(
                    a.node(extreme + "[k+1]"), a.node(output + "[k]"), a.node(extreme), a.whole("k"), "high".equals(output));
            });
        all.add("renko", BAR, List.of(whole("n", 14, 1, 10_000, "bars of the average true range"), number("brick", 1, 0.01, 100, "length in it")),
            "bricks completed", "1 up, -1 down, 0 none; the length is frozen when the range is first known",
            (a, output) -> new Renko(a.node("atr(n)"), a.node("close"), a.number("brick")));
        all.add("double_bottom", BAR, List.of(bars("n", 6, "bars looked back")), "a double bottom completed",
            "1 when the close crosses above the high between two lows at least 5 bars apart and within 1 %, else 0; costs n on the few bars that may be one",
            (a, output) -> new DoubleExtreme(
                a.node("close"), a.node("high"), a.node("low"), a.node("bars_since_lowest(low,n)[1]"), a.whole("n"), true));
        all.add("double_top", BAR, List.of(bars("n", 6, "bars looked back")), "a double top completed", "double_bottom mirrored",
            (a, output) -> new DoubleExtreme(
                a.node("close"), a.node("high"), a.node("low"), a.node("bars_since_highest(high,n)[1]"), a.whole("n"), false));
    }

    private static void levels(final Definitions all) {
        all.add("touches_high", BAR, List.of(N, needed("share", 0, 1, "how near, of the level")), "touches of the highest high before",
            "highs of the n bars before within a share of donchian(n).upper; costs log n and a move of n",
            (a, output) -> new Touches(a.node("high[1]"), a.node("donchian(n).upper"), a.whole("n"), a.number("share")));
        all.add("touches_low", BAR, List.of(N, needed("share", 0, 1, "how near, of the level")), "touches of the lowest low before",
            "lows of the n bars before within a share of donchian(n).lower; costs log n and a move of n",
            (a, output) -> new Touches(a.node("low[1]"), a.node("donchian(n).lower"), a.whole("n"), a.number("share")));
        all.add("pivot", BAR, List.of(), List.of("p", "r1", "s1", "r2", "s2"), "floor-trader pivots of the last UTC day",
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
}
