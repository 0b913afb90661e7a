package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.formula.Formula;

/**
 * A node of the indicator graph: one number for each bar. {@code NaN} until it has seen enough bars; after that finite for finite bars.
 * Updated once a bar, after the nodes it reads.
 */
public abstract class Indicator extends Formula {

    private double value = Double.NaN;
    private double previous = Double.NaN;
    /** One more than the highest level of those it reads; 0 until it has its place in a graph. */
    private int level;

    /** Its value for the bar that closed last; NaN while not warm. */
    @Override
    public final double value() {
        return value;
    }

    /** Its value for the bar before. */
    public final double previous() {
        return previous;
    }

    /** The value for the bar that just closed. */
    protected abstract double next(Bar bar);

    final void update(final Bar bar) {
        previous = value;
        value = next(bar);
    }

    final int level() {
        return level;
    }

    final void setLevel(final int newLevel) {
        level = newLevel;
    }

    /** For one that never changes. */
    final void fix(final double constant) {
        value = constant;
        previous = constant;
    }
}
