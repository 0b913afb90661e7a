package io.ringmaster.strategies.indicator.market;

import static io.ringmaster.strategies.formula.Parameter.bars;
import static io.ringmaster.strategies.formula.Parameter.needed;
import static io.ringmaster.strategies.indicator.type.Definitions.BAR;
import static io.ringmaster.strategies.indicator.type.Definitions.CLOSE;
import static io.ringmaster.strategies.indicator.type.Definitions.N2;
import static io.ringmaster.strategies.indicator.type.Definitions.N;

import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;

/** Order book, trades, ticker and outside signals: each feature, and what is made of them. Rates and totals are over the n bars that closed last. */
public final class Microstructure {

    private static final Parameter SERIES = Parameter.series("series", "name of the outside series");

    private Microstructure() {
    }

    /** Adds them to the definitions of all indicators. */
    public static void addTo(final Definitions all) {
        features(all);
        book(all);
        bookFlow(all);
        trades(all);
        priceAndVolume(all);
        scores(all);
    }

    private static void features(final Definitions all) {
        for (final Feature feature : Feature.values()) {
            final boolean hasSeries = feature == Feature.OUTSIDE || feature == Feature.OUTSIDE_AGE;
            all.add(feature.word(), BAR, hasSeries ? List.of(SERIES) : List.of(), feature.doc(), "from the " + switch (feature.source()) {
                case BOOK -> "order book";
                case TRADES -> "trades";
                case TICKER -> "ticker";
                case OUTSIDE -> "outside signals";
            } + ", as of the bar's close; empty while unknown", (a, output) -> hasSeries && !a.word(SERIES.name()).isEmpty()
                ? a.declarations().outside(feature, a.word(SERIES.name())) : a.declarations().sample(feature));
        }
    }

    private static void book(final Definitions all) {
        all.define("mid", BAR, List.of(), "middle of the best bid and ask", "", "(bid + ask)/2");
        all.define("spread", BAR, List.of(), "spread as a share of the mid", "", "(ask - bid)/mid");
        all.define("microprice", BAR, List.of(), "mid weighted by the quantities opposite", "; Gatheral and Oomen 2010",
            "(bid*ask_qty + ask*bid_qty)/(bid_qty + ask_qty)");
        all.define("mid_forecast", BAR, List.of(), "where the mid is pulled: micro-price over mid, as a share of the mid", "",
            "(microprice - mid)/mid");
        all.define("queue_imbalance", BAR, List.of(), "imbalance of the best bid and ask, in [-1, 1]", "; Gould and Bonart 2016",
            "(bid_qty - ask_qty)/(bid_qty + ask_qty)");
        all.define("book_imbalance", BAR, List.of(), "imbalance of the ten best bids and asks, in [-1, 1]", "",
            "(bid_depth - ask_depth)/(bid_depth + ask_depth)");
        all.define("book_pressure", BAR, List.of(), "imbalance of what is bid and offered within 0.1 % of the mid, in [-1, 1]", "",
            "ratio(bid_near - ask_near, bid_near + ask_near, 0)");
        all.defineAll("book_slope", BAR, List.of(), "quantity for each 0.01 % of the way to the tenth level", "", """
            bid = ratio(bid_depth, 10000*(mid - bid_tenth)/mid, 0)
            ask = ratio(ask_depth, 10000*(ask_tenth - mid)/mid, 0)""");
        all.define("weighted_pressure", BAR, List.of(), "imbalance of the ten best bids and asks, near ones weighing more, in [-1, 1]", "",
            "ratio(bid_weighted - ask_weighted, bid_weighted + ask_weighted, 0)");
        all.define("liquidity_slope", BAR, List.of(), "how much faster quantity grows with distance on the bids than on the asks, in [-1, 1]", "",
            "ratio(bid_slope - ask_slope, bid_slope + ask_slope, 0)");
        all.define("mid_velocity", BAR, List.of(), "slope of the mid over the last 60 seconds, as a share of the mid a second", "", "mid_slope/mid");
        all.defineAll("price_impact", BAR, List.of(), "what trading one unit at once costs beyond the mid, as a share of it", "", """
            buy = (buy_cost - mid)/mid
            sell = (mid - sell_cost)/mid""");
        all.define("basis", BAR, List.of(), "mid over index, less 1; the mark where there is no book", "",
            "(known(mid, mark) - index)/index");
    }

    private static void bookFlow(final Definitions all) {
        all.define("ofi", BAR, List.of(N), "order-flow imbalance", "; Cont, Kukanov and Stoikov 2014", "momentum(book_flow,n)");
        all.define("relative_ofi", BAR, List.of(N), "order-flow imbalance over the mean quantity at the touch",
            "; 0 without book messages; Cont, Kukanov and Stoikov 2014, with their average depth",
            "ratio(momentum(book_flow,n)*momentum(book_updates,n), momentum(touch_qty,n), 0)");
        all.define("arrival_rate", BAR, List.of(N), "limit orders arriving, levels grown a second", "",
            "momentum(arrivals,n)/momentum(time,n)");
        all.define("cancellation_rate", BAR, List.of(N), "levels shrunk that no trade explains, a second",
            "; a trade is taken to shrink one level", "max(0, momentum(removals,n) - momentum(buys,n) - momentum(sells,n))/momentum(time,n)");
        all.define("cancelled_share", BAR, List.of(N), "share of the quantity that left the book without a trade, in [0, 1]", "",
            "clip(1 - ratio(momentum(bought,n) + momentum(sold,n), momentum(bids_removed,n) + momentum(asks_removed,n), 1), 0, 1)");
    }

    private static void trades(final Definitions all) {
        all.define("trade_rate", BAR, List.of(N), "market orders arriving, trades a second", "",
            "(momentum(buys,n) + momentum(sells,n))/momentum(time,n)");
        all.define("trade_imbalance", BAR, List.of(N), "quantity bought less sold, as a share of both", "; 0 where nothing was traded",
            "ratio(momentum(bought,n) - momentum(sold,n), momentum(bought,n) + momentum(sold,n), 0)");
        all.define("trade_count_imbalance", BAR, List.of(N), "trades of buyers less those of sellers, as a share of both",
            "; 0 where nothing was traded", "ratio(momentum(buys,n) - momentum(sells,n), momentum(buys,n) + momentum(sells,n), 0)");
        all.defineAll("trade_size", BAR, List.of(N), "distribution of traded quantities", "; 0 where nothing was traded", """
            mean = ratio(momentum(bought,n) + momentum(sold,n), momentum(buys,n) + momentum(sells,n), 0)
            deviation = sqrt(max(0, ratio(momentum(squared_trades,n), momentum(buys,n) + momentum(sells,n), 0)             - trade_size(n).mean*trade_size(n).mean))""");
        all.define("trade_dispersion", BAR, List.of(N), "deviation of traded quantities over their mean", "; 0 where nothing was traded",
            "ratio(trade_size(n).deviation, trade_size(n).mean, 0)");
        all.define("large_share", BAR, List.of(N), "large trades as a share of all quantity traded, in [0, 1]",
            "; 0 where nothing was traded; large is above the 95th percentile of the 24 hours before",
            "ratio(momentum(large_bought,n) + momentum(large_sold,n), momentum(bought,n) + momentum(sold,n), 0)");
        all.define("large_trades", BAR, List.of(N), "large trades bought less sold, as a share of all quantity traded",
            "; 0 where nothing was traded; large is above the 95th percentile of the 24 hours before",
            "ratio(momentum(large_bought,n) - momentum(large_sold,n), momentum(bought,n) + momentum(sold,n), 0)");
    }

    private static void priceAndVolume(final Definitions all) {
        all.define("price_velocity", CLOSE, List.of(N), "change a second", "", "momentum(src,n)/momentum(time,n)");
        all.define("volume_acceleration", BAR, List.of(N), "volume of the last n bars over that of the n before, less 1", "; 0 after none",
            "ratio(sum(volume,n), sum(volume,n)[n], 1) - 1");
        all.define("kyle_lambda", BAR, List.of(N2), "price change for each unit bought more than sold",
            "; slope of the close's change on net bought quantity; 0 where that did not vary; Kyle 1985",
            "ratio(sma(change(close)*(change(bought) - change(sold)),n) - sma(change(close),n)*sma(change(bought) - change(sold),n), "
                + "variance(change(bought) - change(sold),n), 0)");
        all.add("vpin", BAR, List.of(bars("n", 1, "buckets"), needed("bucket", 1e-8, 1e12, "quantity that fills a bucket")),
            "share of one-sided trading over buckets of equal volume, in [0, 1]",
            "sum |bought - sold| / (n bucket); Easley, López de Prado and O'Hara 2012, with the venue's sides",
            (a, output) -> new VolumeBuckets(a.node("bought"), a.node("sold"), a.whole("n"), a.number("bucket")));
    }

    private static void scores(final Definitions all) {
        all.define("microstructure_score", BAR, List.of(N), "what book and trades say together, in [-1, 1]",
            "; 0.6 book imbalance, 0.25 depth ratio d as (d - 1)/(d + 1) within 0.1 %, 0.10 pressure of trades, 0.05 large trades; halved when "
                + "nine tenths of what left the book was cancelled, less three tenths above a spread of 0.3 %; after reference, strategies 17",
            "clip(if(cancelled_share(n) > 0.9, 0.5, 1)*if(spread > 0.003, 0.7, 1)*(0.6*book_imbalance + 0.25*book_pressure"
                + " + 0.10*trade_imbalance(n) + 0.05*large_trades(n)), -1, 1)");
    }
}
