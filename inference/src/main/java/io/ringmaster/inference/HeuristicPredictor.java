package io.ringmaster.inference;

/**
 * The predictor that needs no model: how likely it is that an entry succeeds, by the state of the market and whatever the entry's direction.
 *
 * <pre>
 *   0.5
 *   + 0.08 if 40 &lt; RSI &lt; 65;  - 0.10 if RSI &gt; 80 or RSI &lt; 20
 *   + min((ADX - 25) / 100, 0.10) if ADX &gt; 25
 *   + min((volume ratio - 1) / 10, 0.10) if the volume ratio &gt; 1.3
 *   + 0.05 if 0.2 &lt; %B &lt; 0.8;  + 0.06 if %B &lt; 0.1 or %B &gt; 0.9
 * </pre>
 *
 * <p>An unknown figure changes nothing; the source takes a neutral one instead, which scores. Source: requirements, section D; the predictor of
 * dmitriy718/ai-trade at 25c7d97 where no model is loaded.
 */
public final class HeuristicPredictor {

    private static final double NEUTRAL = 0.5;
    private static final double MOST_BY_TREND = 0.10;
    private static final double MOST_BY_VOLUME = 0.10;

    private HeuristicPredictor() {
    }

    /**
     * Between 0.4 and 0.84; each argument is NaN while it is unknown.
     *
     * @param rsi         in [0, 100]
     * @param adx         in [0, 100]
     * @param volumeRatio volume of the last bar divided by its mean
     * @param percentB    place between the Bollinger bands: 0 at the lower, 1 at the upper
     */
    public static double chance(final double rsi, final double adx, final double volumeRatio, final double percentB) {
        return NEUTRAL + byRsi(rsi) + (adx > 25 ? Math.min((adx - 25) / 100, MOST_BY_TREND) : 0)
            + (volumeRatio > 1.3 ? Math.min((volumeRatio - 1) / 10, MOST_BY_VOLUME) : 0) + byBands(percentB);
    }

    private static double byRsi(final double rsi) {
        return rsi > 40 && rsi < 65 ? 0.08 : rsi > 80 || rsi < 20 ? -0.10 : 0;
    }

    private static double byBands(final double percentB) {
        return percentB > 0.2 && percentB < 0.8 ? 0.05 : percentB < 0.1 || percentB > 0.9 ? 0.06 : 0;
    }
}
