package io.ringmaster.strategies.formula;

/** A number that follows from the bars so far; NaN before it has seen enough of them. */
public abstract class Formula {

    /** The value for the bar that closed last. */
    public abstract double value();

    /** Whether all it is made of is known and has a value for that bar. Where it is no number all the same, its numbers are too large. */
    public abstract boolean isKnown();

    /** Bars it needs before its first value. */
    public abstract int warmupBars();

    /** Bars until all of some formulas have a value. */
    public static int warmupOf(final Formula... parts) {
        int bars = 0;
        for (final Formula part : parts) {
            bars = Math.max(bars, part.warmupBars());
        }
        return bars;
    }

    /** Bars until all of some formulas have settled. */
    public static int settledOf(final Formula... parts) {
        int bars = 0;
        for (final Formula part : parts) {
            bars = Math.max(bars, part.settledBars());
        }
        return bars;
    }

    /**
     * Bars after which it has forgotten what it was seeded with, so that a start on a later bar gives the same; not less than
     * {@link #warmupBars()}. Exponential means forget all but e^-10 of their seed: EMA after 5 n, Wilder's after 10 n.
     */
    public int settledBars() {
        return warmupBars();
    }
}
