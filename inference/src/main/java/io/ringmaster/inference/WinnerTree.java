package io.ringmaster.inference;

import java.util.Arrays;

/**
 * The place with the largest key, kept up to date as keys change: a tournament in which each match remembers its winner. The lower place wins a tie.
 * A change of one key costs at most a match on each level, and ends at the first match whose winner stays. The usual key takes no match at all: its
 * places are a set that knows its lowest.
 */
final class WinnerTree {

    /** Key of a place that does not compete. */
    static final long NONE = Long.MIN_VALUE;
    /** Winner when no place competes. */
    static final int NOBODY = -1;

    private final long usualKey;
    private final FirstPlace usual;
    private final int leaves;
    private final long[] keys;
    /** Winners by match. Match 1 is the final; matches 2m and 2m + 1 feed match m; the first round reads the places themselves. */
    private final int[] winners;

    /** @param usualKey the key that most places have; {@link #NONE} if there is no such key */
    WinnerTree(final int places, final long usualKey) {
        this.usualKey = usualKey;
        usual = new FirstPlace(places);
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

    /** Lets a place compete, which does not compete now. */
    void add(final int place, final long key) {
        if (key == usualKey) {
            usual.add(place);
        } else {
            set(place, key);
        }
    }

    /** Takes a place out; {@code key} is the one it was added with. */
    void remove(final int place, final long key) {
        if (key == usualKey) {
            usual.remove(place);
        } else {
            set(place, NONE);
        }
    }

    private void set(final int place, final long key) {
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
        final int first = usual.first();
        if (first == NOBODY) {
            return keys[winners[1]] == NONE ? NOBODY : winners[1];
        }
        return keys[winners[1]] > usualKey || keys[winners[1]] == usualKey && winners[1] < first ? winners[1] : first;
    }

    /** The largest key; {@link #NONE} if no place competes. */
    long best() {
        return usual.first() == NOBODY ? keys[winners[1]] : Math.max(keys[winners[1]], usualKey);
    }
}
