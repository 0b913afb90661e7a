package io.ringmaster.monitor.model;

import io.ringmaster.schema.FeedCondition;

/**
 * The market of one instrument at a moment; 0 stands for what is not known.
 *
 * @param lastPriceE8             of the last trade, bar, or price that the venue named
 * @param bidPriceE8              of the book if it is valid, otherwise of the last ticker
 * @param markPriceE8            the venue's mark; without one for 10 s, the mid of a valid book, or the last trade
 * @param fundingRateE8           absolute: quote currency per unit of base and funding interval
 * @param fundingRatePredictionE8 for the next interval
 * @param feed                    null before the first word on it
 * @param markTimeNs              event time at which the market last confirmed the mark; 0 before the first
 * @param marketTimeNs            event time of the last trade, bar, ticker or book message
 */
public record InstrumentView(
    BookView book, long lastPriceE8, long lastQtyE8, long bidPriceE8, long askPriceE8, long markPriceE8, long indexPriceE8, long fundingRateE8,
    long fundingRatePredictionE8, long openInterestE8, long nextFundingTimeNs, FeedCondition feed, long markTimeNs, long marketTimeNs) {
}
