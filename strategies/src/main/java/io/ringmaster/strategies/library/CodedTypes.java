package io.ringmaster.strategies.library;

import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Parameter;
import java.util.List;
import java.util.Locale;

/** The strategy types whose rules are a class. */
final class CodedTypes {

    private CodedTypes() {
    }

    static List<StrategyType> all() {
        return List.of(volatilitySystem(), supertrend(), optimizedTrendTracker(), bbandRsi(), awesomeMacd());
    }

    private static StrategyType volatilitySystem() {
        return new StrategyType("volatility_system", "reference, strategies 1",
            List.of(
                Parameter.whole("atr", 14, 1, 10_000, "bars of the average true range"),
                Parameter.number("multiplier", 2.0, 0.01, 100, "average true ranges that make a breakout"),
                Parameter.whole("blocks", 3, 1, 1_000, "bars of the timeframe in a block"),
                Parameter.word("mode", List.of("block_edge", "freqtrade_exact"), "bars on which it recommends"),
                Parameter.word("strength", List.of("graded", "full"),
                    "graded: strength grows with the distance beyond the threshold, so a policy.minStrength of 0.3 accepts it from 1.3 thresholds"
                        + " on; full: always 1")),
            (values, spec, indicators) -> new VolatilitySystem(
                values.whole("blocks"), values.whole("atr"), values.number("multiplier"),
                "freqtrade_exact".equals(values.word("mode")), "graded".equals(values.word("strength")),
                indicators.on(spec.timeframeNs() * values.whole("blocks"))));
    }

    private static StrategyType supertrend() {
        return new StrategyType("supertrend", "reference, strategies 2",
            List.of(
                Parameter.word("sell", List.of("fts", "cap", "untuned"), "which published parameter set gives the sell signal"),
                Parameter.word("exits", List.of("off", "on"), "on: FLAT when the second line turns")),
            (values, spec, indicators) -> new TripleSupertrend(
                TripleSupertrend.Sell.valueOf(values.word("sell").toUpperCase(Locale.ROOT)),
                "on".equals(values.word("exits")), indicators.on(spec.timeframeNs())));
    }

    private static StrategyType optimizedTrendTracker() {
        return new StrategyType("ott", "reference, strategies 3",
            List.of(
                Parameter.whole("period", 2, 1, 10_000, "bars of the moving average"),
                Parameter.number("percent", 1.4, 0.001, 50, "distance of the trailing line"),
                Parameter.word("seed", List.of("first_close", "zero"), "what the moving average starts from"),
                Parameter.word("exits", List.of("off", "on"), "on: FLAT while ADX(14) is above 60")),
            (values, spec, indicators) -> new OptimizedTrendTracker(
                values.whole("period"), values.number("percent"), "first_close".equals(values.word("seed")),
                "on".equals(values.word("exits")), indicators.on(spec.timeframeNs())));
    }

    private static StrategyType bbandRsi() {
        return new StrategyType("bband_rsi", "reference, strategies 4",
            List.of(
                Parameter.whole("rsi", 14, 1, 10_000, "bars of the RSI"),
                Parameter.whole("band", 20, 2, 10_000, "bars of the Bollinger band"),
                Parameter.number("deviations", 2.0, 0.01, 100, "half width of the band in standard deviations"),
                Parameter.number("oversold", 30, 0, 100, "RSI below which it buys"),
                Parameter.number("overbought", 70, 0, 100, "RSI above which it exits"),
                Parameter.word("convention", List.of("population", "sample"), "divisor of the variance")),
            (values, spec, indicators) -> new BbandRsi(
                values.whole("rsi"), values.whole("band"), values.number("deviations"), values.number("oversold"),
                values.number("overbought"), "sample".equals(values.word("convention")), indicators.on(spec.timeframeNs())));
    }

    private static StrategyType awesomeMacd() {
        return new StrategyType("awesome_macd", "reference, strategies 5",
            List.of(
                Parameter.whole("fast", 12, 1, 10_000, "bars of MACD's fast average"),
                Parameter.whole("slow", 26, 2, 10_000, "bars of MACD's slow average"),
                Parameter.whole("awesome_fast", 5, 1, 10_000, "bars of the oscillator's fast average"),
                Parameter.whole("awesome_slow", 34, 2, 10_000, "bars of the oscillator's slow average"),
                Parameter.word("cross", List.of("exact", "through_zero"), "exact misses a cross that stays on 0 for a bar")),
            (values, spec, indicators) -> new AwesomeMacd(
                values.whole("fast"), values.whole("slow"), values.whole("awesome_fast"), values.whole("awesome_slow"),
                "exact".equals(values.word("cross")), indicators.on(spec.timeframeNs())));
    }
}
