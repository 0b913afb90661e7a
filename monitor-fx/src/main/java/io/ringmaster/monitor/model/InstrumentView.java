package io.ringmaster.monitor.model;

import io.ringmaster.schema.FeedCondition;

/**
 * The market of one instrument at a moment; 0 stands for what is not known.
 *
 * @param feed                    null before the first word on it
 * @param markTimeNs              event time at which the market last confirmed the mark; 0 before the first
 * @param marketTimeNs            event time of the last trade, bar, ticker or book message
 */
public record InstrumentView(
    BookView book, Quotes quotes, References references, Contract contract, FeedCondition feed, long markTimeNs, long marketTimeNs) {

    /**
     * What it trades at.
     *
     * @param lastPriceE8 of the last trade, bar, or price that the venue named
     * @param bidPriceE8  of the book if it is valid, otherwise of the last ticker
     */
    public record Quotes(long lastPriceE8, long lastQtyE8, long bidPriceE8, long askPriceE8) {
    }

    /**
     * What positions are valued at, and by.
     *
     * @param markPriceE8 the venue's mark; without one for 10 s, the mid of a valid book, or the last trade
     */
    public record References(long markPriceE8, long indexPriceE8) {
    }

    /**
     * Funding and open interest.
     *
     * @param fundingRateE8           absolute: quote currency per unit of base and funding interval
     * @param fundingRatePredictionE8 for the next interval
     */
    public record Contract(long fundingRateE8, long fundingRatePredictionE8, long openInterestE8, long nextFundingTimeNs) {
    }

    public long lastPriceE8() {
        return quotes.lastPriceE8();
    }

    public long lastQtyE8() {
        return quotes.lastQtyE8();
    }

    public long bidPriceE8() {
        return quotes.bidPriceE8();
    }

    public long askPriceE8() {
        return quotes.askPriceE8();
    }

    public long markPriceE8() {
        return references.markPriceE8();
    }

    public long indexPriceE8() {
        return references.indexPriceE8();
    }

    public long fundingRateE8() {
        return contract.fundingRateE8();
    }

    public long fundingRatePredictionE8() {
        return contract.fundingRatePredictionE8();
    }

    public long openInterestE8() {
        return contract.openInterestE8();
    }

    public long nextFundingTimeNs() {
        return contract.nextFundingTimeNs();
    }

}
