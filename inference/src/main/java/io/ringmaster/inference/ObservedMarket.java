package io.ringmaster.inference;

/** The market of one instrument as a policy sees it. Mutable, reused, owned by an {@link Observation}. */
public final class ObservedMarket {

    /** Reference price times 1e8; 0 when unknown. */
    public long markPriceE8;
    public long bidPriceE8;
    public long askPriceE8;
    /** In [-1, 1]; 0 without a valid book. */
    public double imbalance;
    /** Score of book and trades together, in [-1, 1]; {@code NaN} while it is unknown or not computed. */
    public double bookScore = Double.NaN;
    /** Event time of the last book message. */
    public long bookTimeNs;
    /** The market's regime; unknown while it is not measured. */
    public Regime.Trend trend = Regime.Trend.UNKNOWN;
    public Regime.Volatility volatility = Regime.Volatility.UNKNOWN;
    /** Event time at which the market last confirmed the mark. */
    public long markTimeNs;
    /** Whether orders may be priced on the market: no gapped, crossed or one-sided book. */
    public boolean isTradable;

    /** The spread as a share of the mark; 0 when one of the prices is unknown. */
    double spreadRatio() {
        return markPriceE8 > 0 && askPriceE8 > 0 && bidPriceE8 > 0 ? (askPriceE8 - bidPriceE8) / (double) markPriceE8 : 0;
    }
}
