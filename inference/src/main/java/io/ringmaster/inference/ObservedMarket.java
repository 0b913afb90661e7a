package io.ringmaster.inference;

/** The market of one instrument as a policy sees it. Mutable, reused, owned by an {@link Observation}. */
public final class ObservedMarket {

    /** 0 before the first. */
    public long markPriceE8;
    /** In [-1, 1]; 0 without a valid book. */
    public double imbalance;
    /** Score of book and trades together, in [-1, 1]; {@code NaN} while it is unknown or not computed. */
    public double bookScore = Double.NaN;
    /** What the {@link HeuristicPredictor} says; 0.5 while it knows nothing or is not asked. */
    public double chance = 0.5;
    /** Event time of the last book message. */
    public long bookTimeNs;
    /** The market's regime; unknown while it is not measured. */
    public Regime.Trend trend = Regime.Trend.UNKNOWN;
    public Regime.Volatility volatility = Regime.Volatility.UNKNOWN;
}
