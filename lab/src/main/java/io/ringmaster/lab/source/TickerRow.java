package io.ringmaster.lab.source;

/** One ticker as it was read; {@link MarketEncoder#NONE} where the venue did not say. Reused. */
final class TickerRow {

    long receiveTimeNs;
    long exchangeTimeNs;
    long bidE8;
    long bidQtyE8;
    long askE8;
    long askQtyE8;
    long lastE8;
    long markE8;
    long indexE8;
    long fundingRateE8;
    long fundingRatePredictionE8;
    long openInterestE8;
    long nextFundingTimeNs;

    TickerRow() {
        clear();
    }

    void clear() {
        bidE8 = MarketEncoder.NONE;
        bidQtyE8 = MarketEncoder.NONE;
        askE8 = MarketEncoder.NONE;
        askQtyE8 = MarketEncoder.NONE;
        lastE8 = MarketEncoder.NONE;
        markE8 = MarketEncoder.NONE;
        indexE8 = MarketEncoder.NONE;
        fundingRateE8 = MarketEncoder.NONE;
        fundingRatePredictionE8 = MarketEncoder.NONE;
        openInterestE8 = MarketEncoder.NONE;
        nextFundingTimeNs = MarketEncoder.NONE;
    }
}
