package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.formula.Syntax.Relation;
import java.util.Arrays;

/**
 * The claims that rules are made of, all worked out together once a bar, after the nodes: comparisons first, then crossings, then what
 * joins them. A strategy then reads one byte. Ten thousand strategies share a few hundred claims a series, and a table is read faster
 * than ten thousand trees are climbed.
 */
public final class Claims {

    private static final int ABOVE = 1;
    private static final int BELOW = 2;
    private static final int EQUAL = 4;
    private static final double EQUAL_SHARE = 1e-10;
    private static final byte HOLDS = 1;
    private static final byte WARM = 2;

    private byte[] truth = new byte[16];
    private int count;

    private final Comparisons plain = new Comparisons();
    private final Comparisons crossings = new Comparisons();
    private Join[] joins = new Join[0];

    /** Parallel arrays, so that a bar walks them from end to end. */
    private static final class Comparisons {

        private Indicator[] left = new Indicator[16];
        private Indicator[] right = new Indicator[16];
        private int[] now = new int[16];
        private int[] before = new int[16];
        private int[] claim = new int[16];
        private int size;

        private void add(final int claimIndex, final Relation relation, final Indicator a, final Indicator b) {
            if (size == claim.length) {
                left = Arrays.copyOf(left, 2 * size);
                right = Arrays.copyOf(right, 2 * size);
                now = Arrays.copyOf(now, 2 * size);
                before = Arrays.copyOf(before, 2 * size);
                claim = Arrays.copyOf(claim, 2 * size);
            }
            left[size] = a;
            right[size] = b;
            now[size] = nowIn(relation);
            before[size] = beforeIn(relation);
            claim[size++] = claimIndex;
        }
    }

    /** Claims joined by and, or, not. */
    private record Join(Kind kind, int claim, int[] parts) { }

    /** How claims are joined. */
    enum Kind { ALL, ANY, NOT }

    /** Adds a comparison; returns its index. */
    int compare(final Relation relation, final Indicator left, final Indicator right) {
        (beforeIn(relation) == 0 ? plain : crossings).add(grow(), relation, left, right);
        return count - 1;
    }

    /** Adds what joins claims that are already known; returns its index. */
    int join(final Kind kind, final int... parts) {
        joins = Arrays.copyOf(joins, joins.length + 1);
        joins[joins.length - 1] = new Join(kind, grow(), parts);
        return count - 1;
    }

    private int grow() {
        if (count == truth.length) {
            truth = Arrays.copyOf(truth, 2 * count);
        }
        return count++;
    }

    /** Works all of them out for the bar that closed. */
    void evaluate() {
        for (int i = 0; i < plain.size; i++) {
            final int now = side(plain.left[i].value(), plain.right[i].value());
            truth[plain.claim[i]] = (byte) (((now & plain.now[i]) != 0 ? HOLDS : 0) | (now != 0 ? WARM : 0));
        }
        for (int i = 0; i < crossings.size; i++) {
            final Indicator left = crossings.left[i];
            final Indicator right = crossings.right[i];
            final int now = side(left.value(), right.value());
            final int before = side(left.previous(), right.previous());
            final boolean crosses = (now & crossings.now[i]) != 0 && (before & crossings.before[i]) != 0;
            truth[crossings.claim[i]] = (byte) ((crosses ? HOLDS : 0) | (now != 0 && before != 0 ? WARM : 0));
        }
        for (final Join join : joins) {
            truth[join.claim] = joined(join);
        }
    }

    private byte joined(final Join join) {
        int all = HOLDS | WARM;
        int any = 0;
        for (final int part : join.parts) {
            all &= truth[part];
            any |= truth[part];
        }
        return (byte) switch (join.kind) {
            case ALL -> all;
            case ANY -> all & WARM | any & HOLDS;
            case NOT -> all == WARM ? HOLDS | WARM : all & WARM;
        };
    }

    /** Whether a claim holds on the bar that closed last; not while a number in it is NaN. */
    public boolean holds(final int claim) {
        return (truth[claim] & HOLDS) != 0;
    }

    /** On which side of the right number the left one is; 0 while one of them is NaN. */
    private static int side(final double left, final double right) {
        final double difference = difference(left, right);
        // No branches: which way two numbers differ can't be guessed, and guessing wrong costs more than comparing thrice.
        return (difference > 0 ? ABOVE : 0) | (difference < 0 ? BELOW : 0) | (difference == 0 ? EQUAL : 0);
    }

    /** 0 if they agree to 10 digits, more than binary arithmetic keeps of prices. */
    private static double difference(final double left, final double right) {
        final double difference = left - right;
        return Math.abs(difference) <= EQUAL_SHARE * Math.max(Math.abs(left), Math.abs(right)) ? 0 : difference;
    }

    private static int nowIn(final Relation relation) {
        return switch (relation) {
            case GREATER, CROSSES_ABOVE -> ABOVE;
            case LESS, CROSSES_BELOW -> BELOW;
            case AT_LEAST -> ABOVE | EQUAL;
            case AT_MOST -> BELOW | EQUAL;
        };
    }

    private static int beforeIn(final Relation relation) {
        return switch (relation) {
            case CROSSES_ABOVE -> BELOW | EQUAL;
            case CROSSES_BELOW -> ABOVE | EQUAL;
            default -> 0;
        };
    }

    /** Whether a relation holds between two numbers, given what they were a bar before. */
    static boolean holds(final Relation relation, final Indicator left, final Indicator right) {
        return (side(left.value(), right.value()) & nowIn(relation)) != 0
            && (beforeIn(relation) == 0 || (side(left.previous(), right.previous()) & beforeIn(relation)) != 0);
    }
}
