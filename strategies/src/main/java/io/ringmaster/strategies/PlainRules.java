package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.indicator.Claims;
import java.util.List;

/**
 * The {@linkplain PlainRule plain rules} on one series, looked up together: on each bar three bytes and a table say what a rule says, and
 * nothing else is touched of those that have nothing to tell. Rules go by numbers from 0.
 */
final class PlainRules {

    private static final Signal[] SIGNALS = {Signal.HOLD, Signal.FLAT, Signal.LONG, Signal.SHORT};
    /** By the claims that hold, leaving 1, LONG 2, SHORT 4: which of the signals that is. */
    private static final byte[] SAID = {0, 1, 2, 1, 3, 1, 0, 1};

    private final Claims claims;
    private final int[] places;
    private final int[] leaves;
    private final int[] goesLong;
    private final int[] goesShort;
    private final byte[] said;

    /** @param places of the strategies among all of the shard, as many as there are rules */
    PlainRules(final Claims claims, final int[] places, final List<PlainRule> rules) {
        this.claims = claims;
        this.places = places;
        leaves = rules.stream().mapToInt(PlainRule::leaves).toArray();
        goesLong = rules.stream().mapToInt(PlainRule::goesLong).toArray();
        goesShort = rules.stream().mapToInt(PlainRule::goesShort).toArray();
        said = new byte[places.length];
    }

    int count() {
        return places.length;
    }

    /** Looks a rule up for the bar that closed, once; returns whether there is anything to tell but the HOLD that it said before. */
    boolean lookUp(final int rule) {
        final int before = said[rule];
        final int says = SAID[claims.held(leaves[rule]) | claims.held(goesLong[rule]) << 1 | claims.held(goesShort[rule]) << 2];
        said[rule] = (byte) says;
        return (says | before) != 0;
    }

    /** Its strategy's place among all of the shard. */
    int place(final int rule) {
        return places[rule];
    }

    /** What it says. */
    Signal says(final int rule) {
        return SIGNALS[said[rule]];
    }
}
