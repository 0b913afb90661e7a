package io.ringmaster.journal;

import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.units.FixedPoint;
import java.util.Locale;

/** The text of a {@code Thought}: its code and its two numbers. */
public final class ThoughtText {

    private static final double NS_PER_SECOND = 1e9;

    private ThoughtText() {
    }

    /** Such as {@code refused by the risk gate: max position}. */
    public static String of(final ThoughtCode code, final long a, final long b) {
        return switch (code) {
            case TARGET_REACHED -> "at its target: holds " + e8(a) + ", wants " + e8(b);
            case OPENING -> "opens: holds " + e8(a) + ", wants " + e8(b);
            case REDUCING -> "reduces: holds " + e8(a) + ", wants " + e8(b);
            case REVERSING -> "leaves first, to reverse: holds " + e8(a) + ", wants " + e8(b);
            case WORKING_ORDER -> "an order is working: " + e8(a) + " left of order " + b;
            case REQUOTING -> "moves its order from " + e8(a) + " to the touch at " + e8(b);
            case COOLDOWN -> "waits: cooldown after an exit, " + seconds(a) + " left";
            case BELOW_MINIMUM -> "waits: the difference of " + e8(a) + " is below the smallest order of " + e8(b);
            case RISK_REFUSED -> "refused by the risk gate: " + words(riskReason(a));
            case STOP_HIT -> "stop hit: mark " + e8(a) + ", stop " + e8(b);
            case STOP_TRAILED -> "trails its stop from " + e8(a) + " to " + e8(b);
            case TARGET_HIT -> "profit target hit: mark " + e8(a) + ", target " + e8(b);
            case FLATTENING -> "flattens " + e8(a) + ": " + words(latchReason(b));
            case LATCHED_IDLE -> "latched: " + words(latchReason(a));
            case NO_REFERENCE -> "waits: no valid market to price against for " + seconds(a);
            case WISH_DROPPED -> "drops its target of " + e8(b) + ": the position of " + e8(a) + " was changed by something else";
            case WISH_EXPIRED -> "drops its target of " + e8(b) + ": the decision is " + seconds(a) + " old";
            case LEAVING -> "is leaving: holds " + e8(a);
            case REWARD_TOO_SMALL -> "no entry: reward is " + e8(a) + " of the risk, at least " + e8(b) + " is wanted";
            case RISK_OF_RUIN -> "no entry: ruin is likely by " + e8(a) + ", at most " + e8(b) + " is allowed";
            case STOP_TIGHTENED -> "tightens its stop from " + e8(a) + " to " + e8(b);
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

    private static String e8(final long valueE8) {
        return FixedPoint.format(valueE8);
    }

    private static String seconds(final long ns) {
        return String.format(Locale.ROOT, "%.1f s", ns / NS_PER_SECOND);
    }
}
