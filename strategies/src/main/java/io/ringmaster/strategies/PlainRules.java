package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.indicator.Claims;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The {@linkplain PlainRule plain rules} on one series, looked up together: on each bar three bytes and a table say what a rule says, and
 * nothing else is touched of those that have nothing to tell. Rules go by numbers from 0.
 */
final class PlainRules {

    private static final Signal[] SIGNALS = {Signal.HOLD, Signal.FLAT, Signal.LONG, Signal.SHORT};
    /** By the claims that hold, leaving 1, LONG 2, SHORT 4: which of the signals that is. */
    private static final byte[] SAID = {0, 1, 2, 1, 3, 1, 0, 1};

    private static final int EACH = 4;

    private final Claims claims;
    /** Of each rule the place of its strategy, and the claims it leaves, goes LONG and goes SHORT by. */
    private final int[] rules;
    private final byte[] said;

    /** @param places of the strategies among all of the shard, as many as there are rules */
    PlainRules(final Claims claims, final int[] places, final List<PlainRule> plain) {
        this.claims = claims;
        rules = IntStream.range(0, places.length).flatMap(i -> {
            final PlainRule rule = plain.get(i);
            return IntStream.of(places[i], rule.leaves(), rule.goesLong(), rule.goesShort());
        }).toArray();
        said = new byte[places.length];
    }

    int count() {
        return said.length;
    }

    /** Looks a rule up for the bar that closed, once; returns whether there is anything to tell but the HOLD that it said before. */
    boolean lookUp(final int rule) {
        final int before = said[rule];
        final int at = EACH * rule;
        final int says = SAID[claims.held(rules[at + 1]) | claims.held(rules[at + 2]) << 1 | claims.held(rules[at + 3]) << 2];
        said[rule] = (byte) says;
        return (says | before) != 0;
    }

    /** Its strategy's place among all of the shard. */
    int place(final int rule) {
        return rules[EACH * rule];
    }

    /** What it says. */
    Signal says(final int rule) {
        return SIGNALS[said[rule]];
    }
}
