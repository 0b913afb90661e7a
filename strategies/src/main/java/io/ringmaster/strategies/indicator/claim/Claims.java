package io.ringmaster.strategies.indicator.claim;

import io.ringmaster.strategies.formula.Syntax.Relation;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All claims of a graph, evaluated together once a bar, after the nodes: first the comparisons, then what joins them. A strategy then reads a
 * few bytes. Ten thousand strategies share a few hundred claims on a series, and reading a table is faster than walking ten thousand trees.
 * The code has no branch on a number, because the processor cannot predict how two numbers compare, and a misprediction costs more than a
 * lookup. For the same reason every join has exactly two parts: the length of a loop would be one more thing to predict.
 */
public final class Claims {

    /** Index of a claim that never holds. */
    public static final int NEVER = 0;

    private static final double EQUAL_SHARE = 1e-10;
    private static final int ABOVE = 1;
    private static final int BELOW = 2;
    private static final int EQUAL = 3;
    private static final int SIDES = 4;
    private static final int HOLDS = 1;
    private static final int WARM = 2;
    private static final int TRUTHS = 4;
    /** For each relation, the truth of a comparison as two bits at twice {@code side now + SIDES * side before}. */
    private static final int[] COMPARED = new int[Relation.values().length];
    /** Truth of a join at {@code (kind * TRUTHS + bits of all parts) * TRUTHS + bits of any part}. */
    private static final byte[] JOINED = new byte[Kind.values().length * TRUTHS * TRUTHS];

    static {
        for (final Relation relation : Relation.values()) {
            for (int sides = 0; sides < SIDES * SIDES; sides++) {
                COMPARED[relation.ordinal()] |= compared(relation, sides % SIDES, sides / SIDES) << 2 * sides;
            }
        }
        for (int i = 0; i < JOINED.length; i++) {
            JOINED[i] = (byte) joined(Kind.values()[i / TRUTHS / TRUTHS], i / TRUTHS % TRUTHS, i % TRUTHS);
        }
    }

    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    /** By claim. */
    private final List<Integer> depths = new ArrayList<>(List.of(0));
    private byte[] truth = {0};

    private int[] lefts = {};
    private int[] rights = {};
    /** By pair of numbers: {@code side now + SIDES * side before}. */
    private byte[] sides = {};
    private int[] comparedPairs = {};
    private int[] comparedBy = {};
    private int[] comparisonClaims = {};

    private int[] kinds = {};
    private int[] joinClaims = {};
    private int[] firstParts = {};
    private int[] secondParts = {};

    private record Comparison(Relation relation, Indicator left, Indicator right, int claim) {

        private long pair() {
            return (long) left.slot() << Integer.SIZE | right.slot();
        }
    }

    /**
     * Two claims joined by and or or, or one claim negated, which is then both parts. Its depth is one more than that of its parts; that of a
     * comparison is 0.
     */
    private record Join(Kind kind, int first, int second, int claim, int depth) { }

    /** How claims are joined. */
    public enum Kind { ALL, ANY, NOT }

    private static int compared(final Relation relation, final int now, final int before) {
        final boolean isCrossing = relation == Relation.CROSSES_ABOVE || relation == Relation.CROSSES_BELOW;
        final boolean holds = switch (relation) {
            case GREATER -> now == ABOVE;
            case LESS -> now == BELOW;
            case AT_LEAST -> now == ABOVE || now == EQUAL;
            case AT_MOST -> now == BELOW || now == EQUAL;
            case CROSSES_ABOVE -> now == ABOVE && (before == BELOW || before == EQUAL);
            case CROSSES_BELOW -> now == BELOW && (before == ABOVE || before == EQUAL);
        };
        return (holds ? HOLDS : 0) | (now != 0 && (before != 0 || !isCrossing) ? WARM : 0);
    }

    private static int joined(final Kind kind, final int all, final int any) {
        return switch (kind) {
            case ALL -> all;
            case ANY -> all & WARM | any & HOLDS;
            case NOT -> all == WARM ? HOLDS | WARM : all & WARM;
        };
    }

    /** Adds a comparison; returns its index. */
    public int compare(final Relation relation, final Indicator left, final Indicator right) {
        comparisons.add(new Comparison(relation, left, right, depths.size()));
        depths.add(0);
        return depths.size() - 1;
    }

    /** Adds a join of claims that exist already; returns its index. */
    public int join(final Kind kind, final int... parts) {
        int joined = parts[0];
        if (parts.length == 1) {
            return join(kind, joined, joined);
        }
        for (int i = 1; i < parts.length; i++) {
            joined = join(kind, joined, parts[i]);
        }
        return joined;
    }

    private int join(final Kind kind, final int first, final int second) {
        final int depth = Math.max(depths.get(first), depths.get(second)) + 1;
        joins.add(new Join(kind, first, second, depths.size(), depth));
        depths.add(depth);
        return depths.size() - 1;
    }

    /** Builds the table, after everything is declared and every node has its slot. */
    public void arrange() {
        truth = new byte[depths.size()];
        final TreeMap<Long, Integer> pairs = new TreeMap<>();
        comparisons.forEach(one -> pairs.put(one.pair(), 0));
        lefts = pairs.keySet().stream().mapToInt(pair -> (int) (pair >>> Integer.SIZE)).toArray();
        rights = pairs.keySet().stream().mapToInt(Long::intValue).toArray();
        sides = new byte[pairs.size()];
        int next = 0;
        for (final Map.Entry<Long, Integer> pair : pairs.entrySet()) {
            pair.setValue(next++);
        }
        comparedPairs = comparisons.stream().mapToInt(one -> pairs.get(one.pair())).toArray();
        comparedBy = comparisons.stream().mapToInt(one -> COMPARED[one.relation.ordinal()]).toArray();
        comparisonClaims = comparisons.stream().mapToInt(Comparison::claim).toArray();
        joins.sort(Comparator.comparingInt(Join::depth));      // A part comes before its join.
        kinds = joins.stream().mapToInt(one -> one.kind.ordinal()).toArray();
        joinClaims = joins.stream().mapToInt(Join::claim).toArray();
        firstParts = joins.stream().mapToInt(Join::first).toArray();
        secondParts = joins.stream().mapToInt(Join::second).toArray();
    }

    /** Evaluates all claims for the bar that closed. */
    public void evaluate(final Values values) {
        final double[] now = values.now();
        for (int i = 0; i < lefts.length; i++) {
            sides[i] = (byte) (side(now[lefts[i]], now[rights[i]]) + SIDES * (sides[i] & SIDES - 1));
        }
        for (int i = 0; i < comparedBy.length; i++) {
            truth[comparisonClaims[i]] = (byte) truth(comparedBy[i], sides[comparedPairs[i]]);
        }
        for (int i = 0; i < kinds.length; i++) {
            final int first = truth[firstParts[i]];
            final int second = truth[secondParts[i]];
            truth[joinClaims[i]] = JOINED[(kinds[i] * TRUTHS + (first & second)) * TRUTHS + (first | second)];
        }
    }

    private static int truth(final int table, final int sides) {
        return table >>> 2 * sides & (HOLDS | WARM);
    }

    /** Whether a claim holds on the bar that closed last; false while a number in it is NaN. */
    public boolean holds(final int claim) {
        return held(claim) != 0;
    }

    /** 1 if a claim holds, otherwise 0. */
    public int held(final int claim) {
        return truth[claim] & HOLDS;
    }

    /** Which side of the right number the left one is on; 0 while one of them is NaN. */
    private static int side(final double left, final double right) {
        final double difference = left - right;
        // Numbers that agree to 10 digits are equal: binary arithmetic is no more exact for prices.
        final boolean isEqual = Math.abs(difference) <= EQUAL_SHARE * Math.abs(left);
        return isEqual ? EQUAL : (difference > 0 ? ABOVE : 0) | (difference < 0 ? BELOW : 0);
    }

    /** Whether a number is above another. Numbers that agree to 10 digits are equal. */
    public static boolean isAbove(final double left, final double right) {
        return side(left, right) == ABOVE;
    }

    /** Whether a relation holds between two numbers, given what they were a bar before. */
    static boolean holds(final Relation relation, final Indicator left, final Indicator right) {
        final int sides = side(left.value(), right.value()) + SIDES * side(left.previous(), right.previous());
        return (truth(COMPARED[relation.ordinal()], sides) & HOLDS) != 0;
    }
}
