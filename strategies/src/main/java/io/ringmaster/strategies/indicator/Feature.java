package io.ringmaster.strategies.indicator;

import java.util.Arrays;
import java.util.Locale;

/**
 * What is known besides the bar when it closes: the order book, the sides of trades, the ticker and outside signals, as of the last event
 * before the close. A level is the last known value, {@code NaN} before the first. A total only grows from the start of the session on, so
 * its change over some bars is what happened in them.
 */
public enum Feature {
    /** Best bid; the book's features are NaN while it may not be read. */
    BID("best bid", Source.BOOK),
    ASK("best ask", Source.BOOK),
    BID_QTY("quantity at the best bid", Source.BOOK),
    ASK_QTY("quantity at the best ask", Source.BOOK),
    BID_DEPTH("quantity on the ten best bids", Source.BOOK),
    ASK_DEPTH("quantity on the ten best asks", Source.BOOK),
    BID_NEAR("quantity bid within 0.1 % of the mid", Source.BOOK),
    ASK_NEAR("quantity offered within 0.1 % of the mid", Source.BOOK),
    BID_TENTH("price of the tenth best bid, or of the last one if there are fewer", Source.BOOK),
    ASK_TENTH("price of the tenth best ask, or of the last one if there are fewer", Source.BOOK),
    BID_WEIGHTED("quantity on the ten best bids, each over 1 and its distance from the mid in 0.01 %", Source.BOOK),
    ASK_WEIGHTED("quantity on the ten best asks, each over 1 and its distance from the mid in 0.01 %", Source.BOOK),
    BID_SLOPE("slope of the line through quantities bid down to each of the ten best bids, by distance in 0.01 %; NaN if there is one", Source.BOOK),
    ASK_SLOPE("slope of the line through the quantities offered up to each of the ten best asks", Source.BOOK),
    MID_SLOPE("slope a second of the line through the mids of the last 60 whole seconds; NaN unless all of them are known", Source.BOOK),
    BUY_COST("average price of buying one unit at once; NaN where the asks do not hold it", Source.BOOK),
    SELL_COST("average price of selling one unit at once; NaN where the bids do not hold it", Source.BOOK),
    BOOK_AGE("seconds since the last book message", Source.BOOK),
    BOOK_FLOW("total quantity that arrived at the best bid and left the best ask, minus the opposite", Source.BOOK),
    BIDS_ADDED("total quantity added to bids", Source.BOOK),
    ASKS_ADDED("total quantity added to asks", Source.BOOK),
    BIDS_REMOVED("total quantity taken from bids, by trades or cancels", Source.BOOK),
    ASKS_REMOVED("total quantity taken from asks", Source.BOOK),
    ARRIVALS("total count of level increases", Source.BOOK),
    REMOVALS("total count of level decreases", Source.BOOK),
    BOOK_UPDATES("total count of book messages after which the book is readable", Source.BOOK),
    TOUCH_QTY("total over these messages of the mean of both best quantities", Source.BOOK),
    BOUGHT("total quantity of trades with a buying taker", Source.TRADES),
    SOLD("total quantity of trades with a selling taker", Source.TRADES),
    BUYS("total count of trades with a buying taker", Source.TRADES),
    SELLS("total count of trades with a selling taker", Source.TRADES),
    SQUARED_TRADES("total of the squares of traded quantities", Source.TRADES),
    LARGE_BOUGHT("total quantity of buyers' trades above the 95th percentile of the 24 hours before", Source.TRADES),
    LARGE_SOLD("total quantity of sellers' trades above the 95th percentile of the 24 hours before", Source.TRADES),
    MARK("the venue's mark price", Source.TICKER),
    INDEX("the venue's index price", Source.TICKER),
    FUNDING("funding rate of the interval as a share of the index price, or of the mark if there is no index", Source.TICKER),
    FUNDING_NEXT("predicted funding rate of the next interval, in the same unit", Source.TICKER),
    OPEN_INTEREST("open interest", Source.TICKER),
    TICKER_AGE("seconds since the last ticker", Source.TICKER),
    INFLOW("total flow to exchanges, base currency", Source.OUTSIDE),
    OUTFLOW("total flow from exchanges, base currency", Source.OUTSIDE),
    FLOW_AGE("seconds since the last flow signal", Source.OUTSIDE),
    MENTIONS("total count of mentions", Source.OUTSIDE),
    MENTIONS_AGE("seconds since the last count of mentions", Source.OUTSIDE),
    SENTIMENT("last sentiment score in [-1, 1]", Source.OUTSIDE),
    SENTIMENT_AGE("seconds since the last sentiment score", Source.OUTSIDE),
    NEWS("total count of matched news", Source.OUTSIDE),
    NEWS_SCORE("sentiment of the last news in [-1, 1]", Source.OUTSIDE),
    NEWS_AGE("seconds since the last news; negative before an announced event", Source.OUTSIDE),
    OUTSIDE("last value of signals with source 'other': of the named series, or of those without a name", Source.OUTSIDE),
    OUTSIDE_AGE("seconds since that value", Source.OUTSIDE);

    /** The events a feature is computed from. */
    public enum Source { BOOK, TRADES, TICKER, OUTSIDE }

    private static final int COUNT = values().length;

    private final String doc;
    private final Source source;

    Feature(final String doc, final Source source) {
        this.doc = doc;
        this.source = source;
    }

    /** What it is, in one line. */
    public String doc() {
        return doc;
    }

    public Source source() {
        return source;
    }

    /** Its name in formulas. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An array for all features by ordinal, every one unknown. */
    public static double[] unknown() {
        final double[] values = new double[COUNT];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
