package io.ringmaster.strategies.formula;

/** A claim about the bars so far; false while a number in it is NaN. */
public abstract class Condition {

    public abstract boolean holds();

    /** Whether every number in it is one. */
    public abstract boolean isWarm();

    /** Bars until it is warm. */
    public abstract int warmupBars();

    /** Bars until all its numbers have settled: see {@link Formula#settledBars()}. */
    public abstract int settledBars();
}
