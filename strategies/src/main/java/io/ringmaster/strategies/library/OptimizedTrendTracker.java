package io.ringmaster.strategies.library;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.units.FixedPoint;

/**
 * LONG when VAR crosses above the OTT line of two bars ago, SHORT when it crosses below, else HOLD. With exits on, FLAT while ADX(14) is
 * above 60. Crossing up: above now, at or below before.
 *
 * <p>Stop (ours): the line. Source: freqtrade-strategies, FOttStrategy.py at d504f672; reference, strategies 3.
 */
final class OptimizedTrendTracker implements Strategy {

    private static final int LEAST_BARS_SEEDED = 50;
    private static final int LEAST_BARS_FROM_ZERO = 200;
    private static final int ADX_BARS = 14;
    private static final double TREND_IS_OVER = 60;

    private final Indicator var;
    private final Indicator line;
    private final Indicator adx;
    private final boolean exits;
    private final int leastBars;

    public OptimizedTrendTracker(
        final int period, final double percent, final boolean seedWithFirstClose, final boolean exits, final IndicatorGraph graph) {
        this.exits = exits;
        leastBars = seedWithFirstClose ? LEAST_BARS_SEEDED : LEAST_BARS_FROM_ZERO;
        final String declaration = "ott(" + period + "," + percent + "," + (seedWithFirstClose ? "first" : "zero") + ")";
        var = graph.indicator(declaration + ".var");
        line = graph.indicator(declaration + ".ott[2]");
        adx = graph.indicator("adx(" + ADX_BARS + ")");
    }

    @Override
    public int warmupBars() {
        return Math.max(leastBars, Math.max(line.warmupBars() + 1, adx.warmupBars()));
    }

    @Override
    public void onBar(final Bar bar, final Recommendation out) {
        final double now = line.value();
        final boolean up = var.value() > now && var.previous() <= line.previous();
        final boolean down = var.value() < now && var.previous() >= line.previous();
        if (up) {
            out.enter(Signal.LONG, 1, 1, price(now));
        } else if (down) {
            out.enter(Signal.SHORT, 1, 1, price(now));
        } else if (exits && adx.value() > TREND_IS_OVER) {
            out.flat();
        } else {
            out.hold();
        }
    }

    private static long price(final double line) {
        return line > 0 ? FixedPoint.fromDoubleHalfEven(line) : Recommendation.NO_PRICE;
    }
}
