package io.ringmaster.strategies.library;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;

/**
 * Mean reversion: LONG when RSI is below 30 and the close below the lower Bollinger band of hlc3, FLAT when RSI is above 70, else HOLD.
 * Never SHORT. A market that does not move has no band: HOLD.
 *
 * <p>Strength (ours): min(1, (30 - RSI) / 30 + (lower - close) / (2 sigma)). Source: freqtrade-strategies, BbandRsi.py at d504f672;
 * reference, strategies 4.
 */
final class BbandRsi implements Strategy {

    private static final int LEAST_BARS = 30;
    /** A deviation below this share of the price is rounding, not movement. */
    private static final double STILL = 1e-12;

    private final double deviations;
    private final double oversold;
    private final double overbought;
    private final Indicator rsi;
    private final Indicator middle;
    private final Indicator sigma;

    public BbandRsi(
        final int rsiBars, final int bandBars, final double deviations, final double oversold, final double overbought,
        final boolean sample, final IndicatorGraph graph) {
        this.deviations = deviations;
        this.oversold = oversold;
        this.overbought = overbought;
        rsi = graph.indicator("rsi(" + rsiBars + ")");
        middle = graph.indicator("sma(hlc3," + bandBars + ")");
        sigma = graph.indicator("stddev(hlc3," + bandBars + "," + (sample ? "sample" : "population") + ")");
    }

    @Override
    public int warmupBars() {
        return Math.max(LEAST_BARS, Math.max(rsi.warmupBars(), middle.warmupBars()));
    }

    @Override
    public void onBar(final Bar bar, final Recommendation out) {
        final double lower = middle.value() - deviations * sigma.value();
        if (rsi.value() < oversold && bar.close < lower && sigma.value() > STILL * bar.close) {
            final double strength = (oversold - rsi.value()) / oversold + (lower - bar.close) / (2 * sigma.value());
            out.enter(Signal.LONG, Math.min(1, strength), 1, Recommendation.NO_PRICE);
        } else if (rsi.value() > overbought) {
            out.flat();
        } else {
            out.hold();
        }
    }
}
