package io.ringmaster.journal;

import io.ringmaster.schema.Invariant;
import io.ringmaster.units.FixedPoint;
import java.time.Instant;
import java.util.Locale;

/** The text of an {@code InvariantBroken} record: the invariant and its two numbers. */
public final class InvariantText {

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private InvariantText() {
    }

    /** Such as {@code the position is 1.5, the sum of its fills 1.4}. */
    public static String of(final Invariant invariant, final long expected, final long observed) {
        return switch (invariant) {
            case EVENT_SEQUENCE -> "event " + observed + " came where event " + expected + " was due";
            case EVENT_TIME -> "event time went back from " + time(expected) + " to " + time(observed);
            case FILL_ONCE -> "a fill was counted that was counted before: " + observed + " identifiers are known, not " + expected;
            case POSITION -> "the position is " + e8(observed) + ", the sum of its fills " + e8(expected);
            case CASH -> "equity is " + e8(observed) + ", what was paid and received and the position at its mark is " + e8(expected);
            case EQUITY -> "equity is " + e8(observed) + ", cash and unrealised profit are " + e8(expected);
            case RISK_VERDICT -> "order " + expected + " left without a pass of the risk gate: its last verdict was on order " + observed;
            case ORDER_ID -> "order " + observed + " has no number of its own: " + expected + " was given before";
            case ONE_ENTRY -> observed + " entries work on one instrument";
            case VENUE_ORDER -> "one order of ours is two at the venue: " + Long.toHexString(expected) + " and " + Long.toHexString(observed);
            case PENDING -> "orders may still fill " + e8(expected) + ", " + e8(observed) + " is counted";
            case LATCHED -> "latched is not latched: an order of " + e8(observed) + " took new risk, or the gate does not know of the latch";
            case MAX_POSITION -> "with everything pending the position is " + e8(observed) + ", the limit " + e8(expected);
            case LEVERAGE -> "with everything pending leverage is " + e8(observed) + ", the limit " + e8(expected);
            case OPEN_ORDERS -> observed + " orders work, the limit is " + expected;
            case OPEN_VALUE -> "working orders are worth " + e8(observed) + ", the limit is " + e8(expected);
            case DECISION_BOOK -> "a decision was made on a book that is not valid";
            case DECISION_AGE -> "a decision was made on a mark " + seconds(observed) + " old, at most " + seconds(expected) + " are allowed";
            case DECISION_WARMUP -> "a decision was made at " + time(observed) + ", the warm-up ends at " + time(expected);
            case DECISION_STRATEGY -> "strategy number " + observed + " decided before its indicators were warm";
            case VENUE_POSITION -> "at the end we count a position of " + e8(expected) + ", the venue of " + e8(observed);
            case NULL_VAL -> "an invariant this program does not know: " + expected + ' ' + observed;
        };
    }

    private static String e8(final long valueE8) {
        return FixedPoint.format(valueE8);
    }

    private static String time(final long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, NS_PER_SECOND), Math.floorMod(epochNs, NS_PER_SECOND)).toString();
    }

    private static String seconds(final long ns) {
        return String.format(Locale.ROOT, "%.1f s", (double) ns / NS_PER_SECOND);
    }
}
