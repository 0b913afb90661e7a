package io.ringmaster.journal;

import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.units.FixedPoint;
import java.util.Locale;
import java.util.function.LongFunction;

/** The text of a {@code Thought}: its code and its two numbers. */
public final class ThoughtText {

    private static final double NS_PER_SECOND = 1e9;

    private ThoughtText() {
    }

    /** How the numbers of a thought are written, each times 1e8. */
    public record Style(LongFunction<String> qty, LongFunction<String> price, LongFunction<String> ratio) {

        /** All as short as they can be, as in the configuration. */
        public static final Style PLAIN = new Style(FixedPoint::format, FixedPoint::format, FixedPoint::format);

        private String holdsAndWants(final long holdsE8, final long wantsE8) {
            return "holds " + qty.apply(holdsE8) + ", wants " + qty.apply(wantsE8);
        }

        private String fromTo(final long fromE8, final String to, final long toE8) {
            return "from " + price.apply(fromE8) + to + price.apply(toE8);
        }
    }

    /** Such as {@code refused by the risk gate: max position}. */
    public static String of(final ThoughtCode code, final long a, final long b) {
        return of(code, a, b, Style.PLAIN);
    }

    /** The same, with numbers of this style. */
    public static String of(final ThoughtCode code, final long a, final long b, final Style in) {
        return switch (code) {
            case TARGET_REACHED -> "at its target: " + in.holdsAndWants(a, b);
            case OPENING -> "opens: " + in.holdsAndWants(a, b);
            case REDUCING -> "reduces: " + in.holdsAndWants(a, b);
            case REVERSING -> "leaves first, to reverse: " + in.holdsAndWants(a, b);
            case WORKING_ORDER -> "an order is working: " + in.qty.apply(a) + " left of order " + b;
            // It moves only to another price: at the same one, it has waited long enough, and the next order takes.
            case REQUOTING -> a == b ? "cancels its order at " + in.price.apply(a) + ": it has waited long enough, and takes"
                : "moves its order " + in.fromTo(a, " to the touch at ", b);
            case COOLDOWN -> "waits: cooldown after an exit, " + seconds(a) + " left";
            case BELOW_MINIMUM -> "waits: the difference of " + in.qty.apply(a) + " is below the smallest order of " + in.qty.apply(b);
            case RISK_REFUSED -> "refused by the risk gate: " + words(riskReason(a));
            case STOP_HIT -> "stop hit: mark " + in.price.apply(a) + ", stop " + in.price.apply(b);
            case STOP_TRAILED -> "trails its stop " + in.fromTo(a, " to ", b);
            case TARGET_HIT -> "profit target hit: mark " + in.price.apply(a) + ", target " + in.price.apply(b);
            case FLATTENING -> (a == 0 ? "is flat already: " : "flattens " + in.qty.apply(a) + ": ") + words(latchReason(b));
            case LATCHED_IDLE -> "latched: " + words(latchReason(a));
            case NO_REFERENCE -> "waits: no valid market to price against for " + seconds(a);
            case WISH_DROPPED -> "drops its target of " + in.qty.apply(b) + ": the position of " + in.qty.apply(a) + " was changed by something else";
            case WISH_EXPIRED -> "drops its target of " + in.qty.apply(b) + ": the decision is " + seconds(a) + " old";
            case LEAVING -> "is leaving: holds " + in.qty.apply(a);
            case REWARD_TOO_SMALL -> "no entry: reward is " + in.ratio.apply(a) + " of the risk, at least " + in.ratio.apply(b) + " is wanted";
            case RISK_OF_RUIN -> "no entry: ruin is likely by " + in.ratio.apply(a) + ", at most " + in.ratio.apply(b) + " is allowed";
            case STOP_TIGHTENED -> "tightens its stop " + in.fromTo(a, " to ", b);
            case NULL_VAL -> "a thought this program does not know: " + a + ' ' + b;
        };
    }

    /** {@code MAX_POSITION} as {@code max position}. */
    public static String words(final String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String riskReason(final long code) {
        final RiskReason reason = RiskReason.get((short) code);
        return reason == RiskReason.NULL_VAL ? "reason " + code : reason.name();
    }

    private static String latchReason(final long code) {
        final LatchReason reason = LatchReason.get((short) code);
        return reason == LatchReason.RESET ? "COMMAND" : reason == LatchReason.NULL_VAL ? "reason " + code : reason.name();
    }

    private static String seconds(final long ns) {
        return String.format(Locale.ROOT, "%.1f s", ns / NS_PER_SECOND);
    }
}
