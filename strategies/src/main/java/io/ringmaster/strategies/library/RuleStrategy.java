package io.ringmaster.strategies.library;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.PlainRule;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.claim.Claim;
import io.ringmaster.strategies.indicator.claim.Claims;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A strategy made of claims: FLAT if its exit claim holds, LONG or SHORT if that side's claim holds and the other side's claim does not, and
 * HOLD otherwise. After an entry, a cooldown may silence that side for some bars, and a time stop may end the position. There is no entry
 * while its strength, confidence, stop or target is unknown, because a position without its stop is worse than no position.
 */
final class RuleStrategy implements Strategy {

    /**
     * The entry on one side: its claim, and the formulas of its recommendation. A null formula gives 1 for strength and confidence, and no
     * price.
     */
    public record Entry(Claim when, Formula strength, Formula confidence, Formula stop, Formula target) {

        private boolean isPlain() {
            return strength == null && confidence == null && stop == null && target == null;
        }

        private int settledBars() {
            int bars = when.settledBars();
            for (final Formula formula : new Formula[] {strength, confidence, stop, target}) {
                bars = formula == null ? bars : Math.max(bars, formula.settledBars());
            }
            return bars;
        }

        /** Whether every number of the recommendation is known. */
        private boolean isKnown() {
            return isKnown(strength) && isKnown(confidence) && isKnown(stop) && isKnown(target);
        }

        private static boolean isKnown(final Formula formula) {
            return formula == null || formula.isKnown();
        }
    }

    /** The table of claims of a strategy without claims. */
    private static final Claims NONE = new Claims();

    private final List<Claim> wakers;
    private final Claims claims;
    private final int goesLong;
    private final int goesShort;
    private final int leaves;
    private final boolean isPlain;
    private final Entry longEntry;
    private final Entry shortEntry;
    private final int cooldownBars;
    private final int timeStopBars;
    private final int warmupBars;
    private int longSilence;
    private int shortSilence;
    private int barsIn;
    private boolean asksFormulas;
    private boolean rests;

    /**
     * @param longEntry    null if it never goes long
     * @param shortEntry   null if it never goes short
     * @param leave        null if it never says FLAT
     * @param cooldownBars bars after an entry without another entry on that side; 0 to repeat it on each bar
     * @param timeStopBars bars after its last entry on which it says FLAT, unless another rule applies; 0 for never
     */
    public RuleStrategy(
        final Entry longEntry, final Entry shortEntry, final Claim leave, final int cooldownBars, final int timeStopBars) {
        final Claim goLong = longEntry == null ? null : longEntry.when;
        final Claim goShort = shortEntry == null ? null : shortEntry.when;
        wakers = Stream.of(leave, goLong, goShort).filter(Objects::nonNull).toList();
        claims = wakers.stream().map(Claim::claims).findFirst().orElse(NONE);
        goesLong = index(goLong);
        goesShort = index(goShort);
        leaves = index(leave);
        isPlain = (longEntry == null || longEntry.isPlain()) && (shortEntry == null || shortEntry.isPlain());
        this.longEntry = longEntry;
        this.shortEntry = shortEntry;
        this.cooldownBars = cooldownBars;
        this.timeStopBars = timeStopBars;
        warmupBars = Math.max(
            leave == null ? 1 : leave.settledBars(),
            Math.max(longEntry == null ? 1 : longEntry.settledBars(), shortEntry == null ? 1 : shortEntry.settledBars()));
    }

    private static int index(final Claim claim) {
        return claim == null ? Claims.NEVER : claim.index();
    }

    @Override
    public int warmupBars() {
        return warmupBars;
    }

    @Override
    public void onBar(final Bar bar, final Recommendation out) {
        final boolean wasSteady = isSteady();
        final boolean isLong = claims.holds(goesLong);
        final boolean isShort = claims.holds(goesShort);
        final boolean maySayLong = longSilence == 0;
        final boolean maySayShort = shortSilence == 0;
        longSilence -= maySayLong ? 0 : 1;
        shortSilence -= maySayShort ? 0 : 1;
        barsIn += barsIn > 0 ? 1 : 0;
        asksFormulas = !isPlain && (isLong || isShort);
        if (claims.holds(leaves)) {
            barsIn = 0;
            out.flat();
        } else if (isLong && !isShort && maySayLong && longEntry.isKnown()) {
            longSilence = cooldownBars;
            say(Signal.LONG, longEntry, out);
        } else if (isShort && !isLong && maySayShort && shortEntry.isKnown()) {
            shortSilence = cooldownBars;
            say(Signal.SHORT, shortEntry, out);
        } else if (timeStopBars > 0 && barsIn > timeStopBars) {
            barsIn = 0;
            out.flat();
        } else {
            out.hold();
        }
        rests = wasSteady && isSteady() && !asksFormulas;
    }

    /** Whether no cooldown and no time stop is counting. */
    private boolean isSteady() {
        return longSilence == 0 && shortSilence == 0 && (barsIn == 0 || timeStopBars == 0);
    }

    @Override
    public List<Claim> wakers() {
        return wakers;
    }

    @Override
    public PlainRule plainRule() {
        return isPlain && cooldownBars == 0 && timeStopBars == 0 ? new PlainRule(leaves, goesLong, goesShort) : null;
    }

    /** It rests if only a claim can change what it says: no count runs before or after this bar, and no formula was needed. */
    @Override
    public boolean rests() {
        return rests;
    }

    private void say(final Signal side, final Entry entry, final Recommendation out) {
        barsIn = 1;
        if (isPlain) {
            out.enter(side, 1, 1, Recommendation.NO_PRICE);
            return;
        }
        out.enter(
            side, entry.strength == null ? 1 : within0And1(entry.strength.value()),
            entry.confidence == null ? 1 : within0And1(entry.confidence.value()), price(entry.stop), price(entry.target));
    }

    /** NaN stays NaN: the shard then quarantines the strategy. */
    private static double within0And1(final double share) {
        return Math.max(0, Math.min(1, share));
    }

    /** The price of a formula. A price of 0 or less cannot be reached and counts as no price; NaN is refused. */
    private static long price(final Formula price) {
        if (price == null) {
            return Recommendation.NO_PRICE;
        }
        final double value = price.value();
        return value <= 0 ? Recommendation.NO_PRICE : FixedPoint.fromDoubleHalfEven(value);
    }
}
