package io.ringmaster.pipeline.feed;

/** One ticker as it was read; {@link MarketEncoder#NONE} for values that the venue did not send. Reused. */
public final class TickerRow {

    public long receiveTimeNs;
    public long exchangeTimeNs;
    public long bidE8;
    public long bidQtyE8;
    public long askE8;
    public long askQtyE8;
    public long lastE8;
    public long markE8;
    public long indexE8;
    public long fundingRateE8;
    public long fundingRatePredictionE8;
    public long openInterestE8;
    public long nextFundingTimeNs;

    public TickerRow() {
        clear();
    }

    public void clear() {
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
