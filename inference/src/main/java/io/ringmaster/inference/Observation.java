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
    /** What a model sees, in the order of its contract; empty if none decides. */
    public final float[] values;
    /** Whether {@link #values} are of this decision. A model observes only the first instrument. */
    public boolean hasValues;
    /** How many features are unknown. */
    public int unknown;

    public Observation(final Tallies tallies) {
        this(tallies, 0);
    }

    /** @param length values that a model sees; 0 if none decides */
    public Observation(final Tallies tallies, final int length) {
        this.tallies = tallies;
        values = new float[length];
    }
}
