package io.ringmaster.strategies.library;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;

/**
 * LONG when MACD is positive and the awesome oscillator has just turned positive, SHORT mirrored, else HOLD. {@code exact} keeps the
 * source's strict comparison, which misses a turn that rests on exactly 0; {@code through_zero} does not.
 *
 * <p>Source: freqtrade-strategies, AwesomeMacd.py at d504f672; reference, strategies 5.
 */
final class AwesomeMacd implements Strategy {

    private static final int LEAST_BARS = 70;
    /** In a market that stands still the oscillator is 0 apart from rounding, which must not look like a turn. */
    private static final double ROUNDING = 1e-12;

    private final boolean exact;
    private final Indicator macd;
    private final Indicator oscillator;

    public AwesomeMacd(
        final int fast, final int slow, final int awesomeFast, final int awesomeSlow, final boolean exact, final IndicatorGraph graph) {
        this.exact = exact;
        macd = graph.indicator("macd(" + fast + "," + slow + ").line");
        oscillator = graph.indicator("awesome(" + awesomeFast + "," + awesomeSlow + ")");
    }

    @Override
    public int warmupBars() {
        return Math.max(LEAST_BARS, Math.max(macd.warmupBars(), oscillator.warmupBars() + 1));
    }

    @Override
    public void onBar(final Bar bar, final Recommendation out) {
        final double rounding = ROUNDING * bar.close;
        final double now = clean(oscillator.value(), rounding);
        final double before = clean(oscillator.previous(), rounding);
        if (macd.value() > 0 && now > 0 && (before < 0 || (!exact && before == 0))) {
            out.enter(Signal.LONG, 1, 1, Recommendation.NO_PRICE);
        } else if (macd.value() < 0 && now < 0 && (before > 0 || (!exact && before == 0))) {
            out.enter(Signal.SHORT, 1, 1, Recommendation.NO_PRICE);
        } else {
            out.hold();
        }
    }

    private static double clean(final double value, final double rounding) {
        return Math.abs(value) < rounding ? 0 : value;
    }
}
