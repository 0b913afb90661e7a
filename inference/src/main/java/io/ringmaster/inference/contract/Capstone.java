package io.ringmaster.inference.contract;

import io.ringmaster.inference.contract.Step.Operation;
import java.util.List;

/**
 * The observation of the AlgoTrading capstone's trainer, with its scales, its order and its cast points: 1 + 5 + 7 + t + 4 N + 1 + 7 values for N
 * strategies and t columns of turbulence. Its turbulence is the deviation of 20 returns.
 */
final class Capstone {

    static final String NAME = "capstone";
    /** The outside series that adds a column. */
    static final String VIX = "vix";

    private static final Step TANH = Step.of(Operation.TANH);
    private static final double BALANCE = 100_000;
    private static final double LEVERAGE = 2;
    private static final double MOST_COINS = 4;

    private Capstone() {
    }

    static List<ObservedFeature> features(final List<ListedStrategy> strategies, final boolean hasVix, final boolean masks) {
        final FeatureList list = new FeatureList(NAME, masks);
        list.known("balance", new Source.Account(AccountField.BALANCE), divide(BALANCE));
        bar(list);
        indicators(list);
        list.formula("turbulence", "stddev(change(close)/close[1],20,convention=sample)", multiply(20), TANH);
        if (hasVix) {
            list.formula("vix", "outside(" + VIX + ")", divide(100), TANH);
        }
        strategies.forEach(strategy -> list.signal(strategy.id()));
        list.known("holdings", new Source.Account(AccountField.HOLDINGS), divide(MOST_COINS));
        position(list);
        return list.features();
    }

    private static void bar(final FeatureList list) {
        list.formula("open", "open/close");
        list.formula("high", "high/close");
        list.formula("low", "low/close");
        list.formula("close", "close/close");
        list.formula("volume", "volume", Step.of(Operation.LOG1P), divide(20));
    }

    /** Scaled in float64, then rounded to float32. */
    private static void indicators(final FeatureList list) {
        final Step cast = Step.of(Operation.FLOAT32);
        list.formula("macd", "macd(12,26,9).line/close", multiply(50), cast);
        list.formula("boll_ub", "bollinger(20,2).upper/close", cast);
        list.formula("boll_lb", "bollinger(20,2).lower/close", cast);
        list.formula("rsi_30", "rsi(30)", divide(100), cast);
        list.formula("dx_30", "dx(30)", divide(100), cast);
        list.formula("close_30_sma", "sma(30)/close", cast);
        list.formula("close_60_sma", "sma(60)/close", cast);
    }

    private static void position(final FeatureList list) {
        list.known("side", new Source.Account(AccountField.SIDE));
        list.known("exposure", new Source.Account(AccountField.EXPOSURE), divide(LEVERAGE), new Step(Operation.CLIP, -1, 1));
        list.add(0, "entry_relative", new Source.Account(AccountField.ENTRY_RELATIVE), multiply(10), TANH);
        list.known("unrealised", new Source.Account(AccountField.UNREALISED), multiply(10), TANH);
        list.add(0, "stop_relative", new Source.Account(AccountField.STOP_RELATIVE), multiply(20), TANH);
        list.known("bars_in_position", new Source.Account(AccountField.BARS_IN_POSITION), divide(100), TANH);
        list.add(1, "bars_since_stop", new Source.Account(AccountField.BARS_SINCE_STOP), divide(50), TANH);
    }

    private static Step divide(final double by) {
        return Step.of(Operation.DIVIDE, by);
    }

    private static Step multiply(final double by) {
        return Step.of(Operation.MULTIPLY, by);
    }
}
