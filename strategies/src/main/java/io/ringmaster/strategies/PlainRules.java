package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.indicator.claim.Claims;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The {@linkplain PlainRule plain rules} on one series, evaluated together: for each rule, three bytes and a table give its signal on a bar.
 * Memory of a rule whose signal stays is not touched otherwise. Rules have numbers from 0.
 */
final class PlainRules {

    private static final byte HOLD = 0;
    private static final Signal[] SIGNALS = {Signal.HOLD, Signal.FLAT, Signal.LONG, Signal.SHORT};
    /** Index into {@link #SIGNALS} by the sum of the claims that hold: 1 for the exit, 2 for LONG, 4 for SHORT. */
    private static final byte[] SAID = {0, 1, 2, 1, 3, 1, 0, 1};

    private static final int EACH = 4;
    private final Claims claims;
    /** For each rule: the place of its strategy, and its claims for the exit, LONG and SHORT. */
    private final int[] rules;
    /** For each rule, its signal on the last bar, an index into {@link #SIGNALS}. */
    private final byte[] said;
    /** Bits of the rules whose signals are reported. */
    private final long[] heard;
    /** Rules that are not warm yet. */
    private final int[] warming;
    private int warmingCount;

    /** @param places of the strategies among all of the shard, as many as there are rules */
    PlainRules(final Claims claims, final int[] places, final List<PlainRule> plain) {
        this.claims = claims;
        rules = IntStream.range(0, places.length).flatMap(i -> {
            final PlainRule rule = plain.get(i);
            return IntStream.of(places[i], rule.leaves(), rule.goesLong(), rule.goesShort());
        }).toArray();
        said = new byte[places.length];
        heard = new long[(places.length + Long.SIZE - 1) / Long.SIZE];
        warming = IntStream.range(0, places.length).toArray();
        warmingCount = places.length;
    }

    int count() {
        return said.length;
    }

    /**
     * Evaluates up to 64 rules once for the bar that closed. The loop skips no rule, because the processor cannot predict which signals change.
     *
     * @param first number of the first rule, a multiple of 64
     * @return bits of the rules that are reported and whose signal differs from the one on the bar before
     */
    long lookUp(final int first) {
        final int end = Math.min(first + Long.SIZE, said.length);
        long changed = 0;
        for (int rule = first; rule < end; rule++) {
            final int at = EACH * rule;
            final int says = SAID[claims.held(rules[at + 1]) | claims.held(rules[at + 2]) << 1 | claims.held(rules[at + 3]) << 2];
            changed |= (says != said[rule] ? 1L : 0L) << rule;
            said[rule] = (byte) says;
        }
        return changed & heard[first / Long.SIZE];
    }

    /** How many rules are not warm yet. */
    int warmingCount() {
        return warmingCount;
    }

    /** The i-th rule that is not warm yet. */
    int warming(final int i) {
        return warming[i];
    }

    /** Keeps a rule as the i-th that is not warm yet; {@link #keepWarming(int)} sets how many are kept. */
    void keepWarming(final int i, final int rule) {
        warming[i] = rule;
    }

    void keepWarming(final int count) {
        warmingCount = count;
    }

    /** Reports a rule from now on. */
    void hear(final int rule) {
        heard[rule / Long.SIZE] |= 1L << rule;
    }

    /** Reports the rule at a place from now on, if there is one. It counts as a rule that said HOLD until now. */
    void hearAt(final int place) {
        for (int rule = 0; rule < said.length; rule++) {
            if (place(rule) == place) {
                said[rule] = HOLD;
                hear(rule);
            }
        }
    }

    /** Stops reporting the rule at a place, if there is one. */
    void silence(final int place) {
        for (int rule = 0; rule < said.length; rule++) {
            if (place(rule) == place) {
                heard[rule / Long.SIZE] &= ~(1L << rule);
            }
        }
    }

    /** Its strategy's place among all of the shard. */
    int place(final int rule) {
        return rules[EACH * rule];
    }

    /** The signal of a rule on this bar. */
    Signal says(final int rule) {
        return SIGNALS[said[rule]];
    }
}
