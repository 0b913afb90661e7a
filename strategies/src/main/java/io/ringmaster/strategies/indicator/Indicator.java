package io.ringmaster.strategies.indicator;

/**
 * A node of the indicator graph: one number for each bar. {@code NaN} until it has seen enough bars; after that finite for finite bars.
 * Updated once a bar, after the nodes it reads.
 */
public abstract class Indicator {

    private double value = Double.NaN;

    /** Its value for the bar that closed last; NaN while not warm. */
    public final double value() {
        return value;
    }

    /** Bars it needs before its first value. */
    public abstract int warmupBars();

    /** The value for the bar that just closed. */
    protected abstract double next(Bar bar);

    final void update(final Bar bar) {
        value = next(bar);
    }
}
