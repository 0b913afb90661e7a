package io.ringmaster.strategies.formula;

/** A condition on the bars so far; false while a number in it is NaN. */
public abstract class Condition {

    public abstract boolean holds();

    /** Whether no number in it is NaN. */
    public abstract boolean isWarm();

    /** Bars until it is warm. */
    public abstract int warmupBars();

    /** Bars until all its numbers have settled: see {@link Formula#settledBars()}. */
    public abstract int settledBars();
}
