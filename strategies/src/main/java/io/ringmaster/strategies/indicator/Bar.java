package io.ringmaster.strategies.indicator;

/** The bar that closed last, in doubles, because no number here is money. Mutable, reused, owned by a graph. */
public final class Bar {

    public long openTimeNs;
    public long closeTimeNs;
    public double open;
    public double high;
    public double low;
    public double close;
    public double volume;
}
