package io.ringmaster.inference;

/** What a policy knows when it decides: what all strategies say, the market and a few global fields. Mutable, reused, owned by the decision stage. */
public final class Observation {

    /** Instrument to decide on. */
    public int instrumentId;
    /** Event time. */
    public long timeNs;
    public final ObservedMarket market = new ObservedMarket();
    public final Tallies tallies;
    /** Signed notional over equity. */
    public double exposure;

    public Observation(final Tallies tallies) {
        this.tallies = tallies;
    }
}
