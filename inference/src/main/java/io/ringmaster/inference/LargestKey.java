package io.ringmaster.inference;

import java.util.Arrays;

/**
 * The place with the largest key; the lower place wins a tie. A change of a key costs the same however many places there are: it marks a block of places,
 * and blocks with a mark are searched when the largest key is asked for. The usual key needs no search: its places are a set that knows its lowest.
 */
final class LargestKey {

    /** Key of a place that does not compete. */
    static final long NONE = Long.MIN_VALUE;
    /** Place when none competes. */
    static final int NOBODY = -1;

    private static final int BLOCK_SHIFT = 6;

    private final long usualKey;
    private final FirstPlace usual;
    private final long[] keys;
    /** By block of places, its largest key, unless the block is marked. */
    private final long[] largest;
    private final FirstPlace marked;

    /** @param usualKey the key that most places have; {@link #NONE} if there is no such key */
    LargestKey(final int places, final long usualKey) {
        this.usualKey = usualKey;
        usual = new FirstPlace(places);
        final int blocks = (places >> BLOCK_SHIFT) + 1;
        keys = new long[blocks << BLOCK_SHIFT];
        Arrays.fill(keys, NONE);
        largest = new long[blocks];
        Arrays.fill(largest, NONE);
        marked = new FirstPlace(blocks);
    }

    /** The places with the usual key. */
    FirstPlace usual() {
        return usual;
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
        marked.add(place >> BLOCK_SHIFT);
    }

    /** The place with the largest key; {@link #NOBODY} if none competes. */
    int winner() {
        final long best = best();
        if (best == NONE) {
            return NOBODY;
        }
        final int unusual = firstWith(best);
        return best != usualKey || unusual != NOBODY && unusual < usual.first() ? unusual : usual.first();
    }

    /** The largest key; {@link #NONE} if no place competes. */
    long best() {
        search();
        long best = usual.first() == NOBODY ? NONE : usualKey;
        for (final long key : largest) {
            best = Math.max(best, key);
        }
        return best;
    }

    private void search() {
        for (int block = marked.first(); block != NOBODY; block = marked.first()) {
            marked.remove(block);
            long best = NONE;
            for (int place = block << BLOCK_SHIFT; place < block + 1 << BLOCK_SHIFT; place++) {
                best = Math.max(best, keys[place]);
            }
            largest[block] = best;
        }
    }

    private int firstWith(final long key) {
        for (int block = 0; block < largest.length; block++) {
            if (largest[block] == key) {
                int place = block << BLOCK_SHIFT;
                while (keys[place] != key) {
                    place++;
                }
                return place;
            }
        }
        return NOBODY;
    }
}
