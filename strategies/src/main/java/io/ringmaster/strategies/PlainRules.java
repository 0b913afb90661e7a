package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.indicator.Claims;
import java.util.List;

/**
 * The {@linkplain PlainRule plain rules} on one series, looked up together: on each bar three bytes and a table say what a rule says, and
 * only of those that have something to tell anything else is touched. Nothing branches on what holds, which can't be guessed.
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
    private long repeating;

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

    /** Words of bits there are, each for 64 rules. */
    int words() {
        return (places.length + Long.SIZE - 1) / Long.SIZE;
    }

    /** Looks up the rules of a word for the bar that closed, once; returns which of them say something else than on the bar before. */
    long lookUp(final int word) {
        final int from = word * Long.SIZE;
        final int to = Math.min(places.length, from + Long.SIZE);
        long turned = 0;
        long speaking = 0;
        for (int i = from; i < to; i++) {
            final int says = SAID[claims.held(leaves[i]) | claims.held(goesLong[i]) << 1 | claims.held(goesShort[i]) << 2];
            turned |= isNotZero(says ^ said[i]) << i;
            speaking |= isNotZero(says) << i;
            said[i] = (byte) says;
        }
        repeating = speaking & ~turned;
        return turned;
    }

    /** Which rules of the word looked up last say the same again, and that is not HOLD. */
    long repeating() {
        return repeating;
    }

    /** 1 or 0. */
    private static long isNotZero(final int code) {
        return -code >>> Integer.SIZE - 1;
    }

    /** The first of some bits of a word. */
    static int rule(final int word, final long bits) {
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
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
