package io.ringmaster.strategies.formula;

/** A number computed from the bars so far; NaN until there are enough bars. */
public abstract class Formula {

    /** The value for the bar that closed last. */
    public abstract double value();

    /** Whether all its parts have a value for that bar. If they do and the result is still NaN, its numbers are too large. */
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
     * Bars after which its seed no longer matters, so that a start on a later bar gives the same values; at least {@link #warmupBars()}.
     * Exponential means forget all but e^-10 of their seed: an EMA after 5 n bars, Wilder's mean after 10 n.
     */
    public int settledBars() {
        return warmupBars();
    }
}
