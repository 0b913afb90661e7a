package io.ringmaster.inference;

import java.util.Arrays;

/**
 * The place with the largest key, kept up to date as keys change: a tournament in which each match remembers its winner. The lower place wins a tie.
 * A change of one key costs at most a match on each level, and ends at the first match whose winner stays.
 */
final class WinnerTree {

    /** Key of a place that does not compete. */
    static final long NONE = Long.MIN_VALUE;
    /** Winner when no place competes. */
    static final int NOBODY = -1;

    private final int leaves;
    private final long[] keys;
    /** Winners by match. Match 1 is the final; matches 2m and 2m + 1 feed match m; the first round reads the places themselves. */
    private final int[] winners;

    WinnerTree(final int places) {
        leaves = Math.max(2, Integer.highestOneBit(Math.max(1, places - 1)) * 2);
        keys = new long[leaves];
        Arrays.fill(keys, NONE);
        winners = new int[leaves];
        for (int match = leaves - 1; match > 0; match--) {
            winners[match] = entrant(2 * match);
        }
    }

    /** The place that stands at a node: a winner of a match, or a place itself below the first round. */
    private int entrant(final int node) {
        return node >= leaves ? node - leaves : winners[node];
    }

    void set(final int place, final long key) {
        if (keys[place] == key) {
            return;
        }
        keys[place] = key;
        for (int match = (place + leaves) / 2; match > 0; match /= 2) {
            final int left = entrant(2 * match);
            final int right = entrant(2 * match + 1);
            final int winner = keys[right] > keys[left] ? right : left;
            if (winner == winners[match] && winner != place) {
                return;
            }
            winners[match] = winner;
        }
    }

    /** The place with the largest key; {@link #NOBODY} if none competes. */
    int winner() {
        return keys[winners[1]] == NONE ? NOBODY : winners[1];
    }

    /** The largest key; {@link #NONE} if no place competes. */
    long best() {
        return keys[winners[1]];
    }
}
