package io.ringmaster.inference;

import io.ringmaster.inference.Regime.Trend;
import io.ringmaster.inference.Regime.Volatility;

/** What the market's regime multiplies a strategy's weight by; 1 changes nothing. */
public record RegimeWeights(double trend, double range, double high, double low) {

    /** The same in every regime. */
    public static final RegimeWeights NEUTRAL = new RegimeWeights(1, 1, 1, 1);

    /** The factor of a regime; 1 for a regime that is unknown. */
    double in(final Trend market, final Volatility moves) {
        return switch (market) {
            case TREND -> trend;
            case RANGE -> range;
            case UNKNOWN -> 1;
        } * switch (moves) {
            case HIGH -> high;
            case LOW -> low;
            case NORMAL, UNKNOWN -> 1;
        };
    }
}
