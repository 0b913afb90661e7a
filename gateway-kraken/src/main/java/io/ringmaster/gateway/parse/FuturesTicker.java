package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.TickerRow;
import java.util.List;

/** Which field of a ticker of Kraken Derivatives holds what, live or recorded. */
final class FuturesTicker {

    /** The fields that are read. */
    static final List<String> FIELDS = List.of(
        "bid", "bid_size", "ask", "ask_size", "last", "markPrice", "index", "funding_rate", "funding_rate_prediction", "openInterest",
        "next_funding_rate_time");

    private FuturesTicker() {
    }

    /**
     * Reads a field; one that is null is left out.
     *
     * @return whether the field is one of a ticker; otherwise nothing was read
     */
    static boolean read(final String name, final FieldValues value, final TickerRow row) {
        switch (name) {
            case "bid" -> row.bidE8 = rounded(value, row.bidE8);
            case "bid_size" -> row.bidQtyE8 = rounded(value, row.bidQtyE8);
            case "ask" -> row.askE8 = rounded(value, row.askE8);
            case "ask_size" -> row.askQtyE8 = rounded(value, row.askQtyE8);
            case "last" -> row.lastE8 = rounded(value, row.lastE8);
            case "markPrice" -> row.markE8 = rounded(value, row.markE8);
            case "index" -> row.indexE8 = rounded(value, row.indexE8);
            case "funding_rate" -> row.fundingRateE8 = rounded(value, row.fundingRateE8);
            case "funding_rate_prediction" -> row.fundingRatePredictionE8 = rounded(value, row.fundingRatePredictionE8);
            case "openInterest" -> row.openInterestE8 = rounded(value, row.openInterestE8);
            case "next_funding_rate_time" -> row.nextFundingTimeNs = value.isNull() ? row.nextFundingTimeNs : value.timeNs();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long rounded(final FieldValues value, final long otherwise) {
        return value.isNull() ? otherwise : value.roundedE8();
    }
}
