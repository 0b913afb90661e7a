package io.ringmaster.strategies.library;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.formula.Condition;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.units.FixedPoint;

/**
 * A strategy that is all rules: FLAT where its leaving claim holds, LONG or SHORT where that side's claim holds and the other's does not,
 * else HOLD. After an entry its side may be silenced for some bars, and an entry may run out.
 */
public final class RuleStrategy implements Strategy {

    /** When to enter one side, and what to say then. A null stop or target says none. */
    public record Entry(Condition when, Formula strength, Formula confidence, Formula stop, Formula target) {

        private int settledBars() {
            int bars = when.settledBars();
            for (final Formula formula : new Formula[] {strength, confidence, stop, target}) {
                bars = formula == null ? bars : Math.max(bars, formula.settledBars());
            }
            return bars;
        }
    }

    private final Entry longEntry;
    private final Entry shortEntry;
    private final Condition leave;
    private final int cooldownBars;
    private final int timeStopBars;
    private final int warmupBars;
    private int longSilence;
    private int shortSilence;
    private int barsIn;

    /**
     * @param longEntry    null if it never goes long
     * @param shortEntry   null if it never goes short
     * @param leave        null if it never says FLAT
     * @param cooldownBars bars after an entry on which it does not enter that side again; 0 to say it on each bar
     * @param timeStopBars bars after its last entry on which it says FLAT, unless there is something else to say; 0 for never
     */
    public RuleStrategy(
        final Entry longEntry, final Entry shortEntry, final Condition leave, final int cooldownBars, final int timeStopBars) {
        this.longEntry = longEntry;
        this.shortEntry = shortEntry;
        this.leave = leave;
        this.cooldownBars = cooldownBars;
        this.timeStopBars = timeStopBars;
        warmupBars = Math.max(
            leave == null ? 1 : leave.settledBars(),
            Math.max(longEntry == null ? 1 : longEntry.settledBars(), shortEntry == null ? 1 : shortEntry.settledBars()));
    }

    @Override
    public int warmupBars() {
        return warmupBars;
    }

    @Override
    public void onBar(final Bar bar, final Recommendation out) {
        final boolean goesLong = longEntry != null && longEntry.when.holds();
        final boolean goesShort = shortEntry != null && shortEntry.when.holds();
        final boolean maySayLong = longSilence == 0;
        final boolean maySayShort = shortSilence == 0;
        longSilence -= maySayLong ? 0 : 1;
        shortSilence -= maySayShort ? 0 : 1;
        barsIn += barsIn > 0 ? 1 : 0;
        if (leave != null && leave.holds()) {
            barsIn = 0;
            out.flat();
        } else if (goesLong && !goesShort && maySayLong) {
            longSilence = cooldownBars;
            say(Signal.LONG, longEntry, out);
        } else if (goesShort && !goesLong && maySayShort) {
            shortSilence = cooldownBars;
            say(Signal.SHORT, shortEntry, out);
        } else if (timeStopBars > 0 && barsIn > timeStopBars) {
            barsIn = 0;
            out.flat();
        } else {
            out.hold();
        }
    }

    private void say(final Signal side, final Entry entry, final Recommendation out) {
        barsIn = 1;
        out.enter(
            side, entry.strength == null ? 1 : within0And1(entry.strength.value()),
            entry.confidence == null ? 1 : within0And1(entry.confidence.value()), price(entry.stop), price(entry.target));
    }

    /** Not a number stays none: the shard puts away who says it. */
    private static double within0And1(final double share) {
        return Math.max(0, Math.min(1, share));
    }

    private static long price(final Formula price) {
        if (price == null) {
            return Recommendation.NO_PRICE;
        }
        final double value = price.value();
        return value > 0 ? FixedPoint.fromDoubleHalfEven(value) : Recommendation.NO_PRICE;
    }
}
