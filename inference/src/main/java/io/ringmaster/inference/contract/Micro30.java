package io.ringmaster.inference.contract;

import io.ringmaster.inference.contract.Step.Operation;
import java.util.List;

/**
 * The thirty features of price, trades and book, for bars of one minute: 6 of the bar, 13 of trades and price, 11 of the book. The list that they
 * come from counts 12 of each of the last two, gives 11 and 12, and one of them is three columns; here the quantity at the levels and its slope are
 * one feature, which makes thirty. The last one was named a forecast of the mid: it is the micro-price, which knows no future.
 */
final class Micro30 {

    static final String NAME = "micro30";

    private static final double DAY = 1_440;
    private static final double BASIS_POINTS = 10_000;

    private Micro30() {
    }

    static List<ObservedFeature> features(final boolean masks) {
        final FeatureList list = new FeatureList(NAME, masks);
        bar(list);
        trades(list);
        book(list);
        return list.features();
    }

    private static void bar(final FeatureList list) {
        list.formula("open", "log(open/close[1])");
        list.formula("high", "log(high/close[1])");
        list.formula("low", "log(low/close[1])");
        list.formula("close", "log(close/close[1])");
        list.formula("volume", "volume", Step.of(Operation.LOG1P), Step.of(Operation.ROLLING_Z, DAY));
        list.formula("vwap_deviation", "(close - vwap(60))/vwap(60)");
    }

    private static void trades(final FeatureList list) {
        list.formula("trade_imbalance", "trade_imbalance(1)");
        list.formula("change_1", "log(close/close[1])");
        list.formula("change_5", "log(close/close[5])");
        list.formula("change_15", "log(close/close[15])");
        list.formula("trade_dispersion", "trade_dispersion(1)");
        list.formula("trade_frequency", overMean("momentum(buys,1) + momentum(sells,1)"));
        list.formula("velocity", "mid_velocity");
        list.formula("volume_acceleration", "ratio(volume - 2*volume[1] + volume[2], sma(volume,20), 0)");
        list.formula("large_share", "large_share(1)");
        list.formula("trade_flow", "ema(trade_imbalance(1),20)");
        list.formula(0.5, "rsi", "rsi(14)", Step.of(Operation.DIVIDE, 100));
        list.formula("macd_histogram", "macd(12,26,9).histogram/close", Step.of(Operation.MULTIPLY, 100));
        list.formula(0.5, "percent_b", "percent_b(20,2)");
    }

    private static void book(final FeatureList list) {
        list.formula("spread", "spread", Step.of(Operation.MULTIPLY, BASIS_POINTS));
        list.formula("book_imbalance", "book_imbalance");
        list.formula("depth", "bid_near + ask_near", Step.of(Operation.LOG1P), Step.of(Operation.ROLLING_Z, DAY));
        list.formula("price_impact", "(price_impact.buy + price_impact.sell)/2");
        list.formula("ofi", "relative_ofi(1)");
        list.formula("arrivals", overMean("arrival_rate(1)"));
        list.formula("cancels", overMean("cancellation_rate(1)"));
        list.formula("market_orders", overMean("trade_rate(1)"));
        list.formula("pressure", "weighted_pressure");
        list.formula("liquidity_slope", "liquidity_slope");
        list.formula("microprice", "mid_forecast");
    }

    private static String overMean(final String rate) {
        return "ratio(" + rate + ", sma(" + rate + ",60), 0)";
    }
}
