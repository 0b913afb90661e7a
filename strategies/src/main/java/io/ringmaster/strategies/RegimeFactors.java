package io.ringmaster.strategies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Factors for a strategy's weight by the market's regime: a trend or a range, and high or low volatility. Types that are not in the table
 * have 1 for all. Source: reference, strategies 28 (ai-trade's config.yaml, 147 to 182).
 */
public record RegimeFactors(double trend, double range, double high, double low) {

    private static final RegimeFactors NEUTRAL = new RegimeFactors(1, 1, 1, 1);
    private static final RegimeFactors REVERTING = new RegimeFactors(0.8, 1.3, 0.9, 1.2);
    private static final RegimeFactors MOVING = new RegimeFactors(1.2, 0.8, 1.1, 0.9);
    private static final List<String> KEYS = List.of("trend", "range", "high", "low");
    private static final double LEAST = 0.01;
    private static final double MOST = 10;

    /** The factors of a strategy: configured ones, and those of its type for the rest. */
    public static RegimeFactors of(final StrategySpec spec) {
        final RegimeFactors type = ofType(spec.type());
        final Map<String, String> own = spec.vote().regimeWeights();
        return new RegimeFactors(
            given(own, "trend", type.trend), given(own, "range", type.range), given(own, "high", type.high), given(own, "low", type.low));
    }

    private static RegimeFactors ofType(final String type) {
        return switch (type) {
            case "trend" -> new RegimeFactors(1.3, 0.8, 1, 1);
            case "momentum", "vwap_momentum" -> MOVING;
            case "breakout" -> new RegimeFactors(1.1, 0.8, 1.2, 0.9);
            case "mean_reversion", "rsi_mean_reversion", "vwap_range_reversion" -> REVERTING;
            case "reversal" -> new RegimeFactors(0.7, 1.1, 0.9, 1);
            case "keltner" -> new RegimeFactors(0.9, 1.2, 1, 1.1);
            default -> NEUTRAL;
        };
    }

    private static double given(final Map<String, String> own, final String key, final double otherwise) {
        return own.containsKey(key) ? Double.parseDouble(own.get(key)) : otherwise;
    }

    /** Faults of a strategy's configured factors; empty if there are none. */
    public static List<String> faults(final StrategySpec spec) {
        final List<String> faults = new ArrayList<>();
        spec.vote().regimeWeights().forEach((key, text) -> {
            if (!KEYS.contains(key)) {
                faults.add("unknown regime '" + key + "'; regimes are " + KEYS);
            } else if (!isShare(text)) {
                faults.add("regime weight '" + key + "' must be a number in [0.01, 10]: " + text);
            }
        });
        return faults;
    }

    private static boolean isShare(final String text) {
        try {
            final double value = Double.parseDouble(text);
            return value >= LEAST && value <= MOST;
        } catch (final NumberFormatException e) {
            return false;
        }
    }
}
