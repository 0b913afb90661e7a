package io.ringmaster.inference;

import java.util.Arrays;

/**
 * The expert with the largest weight times strength among those of a series that want one direction; the lower place wins a tie. It keeps the largest
 * value of each block of places. A block is searched again, when the largest is asked for, only if the expert that may have had it left.
 */
final class HeaviestExpert {

    private static final int BLOCK_SHIFT = 6;

    private final SeriesExposure experts;
    private final int side;
    private final int places;
    /** By block, the largest value; at least that where the block is marked; {@link LargestKey#NONE} without an expert of this side. */
    private final long[] largest;
    private final FirstPlace marked;

    /** @param side ordinal of the vote for the direction */
    HeaviestExpert(final SeriesExposure experts, final int side, final int places) {
        this.experts = experts;
        this.side = side;
        this.places = places;
        final int blocks = (places >> BLOCK_SHIFT) + 1;
        largest = new long[blocks];
        Arrays.fill(largest, LargestKey.NONE);
        marked = new FirstPlace(blocks);
    }

    /** An expert begins to count for this side. */
    void onAdded(final int place, final long keyE17) {
        final int block = place >> BLOCK_SHIFT;
        largest[block] = Math.max(largest[block], keyE17);
    }

    /** An expert no longer counts for this side; {@code keyE17} is the value it had. */
    void onRemoved(final int place, final long keyE17) {
        final int block = place >> BLOCK_SHIFT;
        if (keyE17 == largest[block]) {
            marked.add(block);
        }
    }

    /** Every value may be another one. */
    void searchAll() {
        for (int block = 0; block < largest.length; block++) {
            marked.add(block);
        }
    }

    /** The place with the largest value; {@link LargestKey#NOBODY} if no expert wants this direction. */
    int winner() {
        final long best = best();
        if (best == LargestKey.NONE) {
            return LargestKey.NOBODY;
        }
        int block = 0;
        while (largest[block] != best) {
            block++;
        }
        int place = block << BLOCK_SHIFT;
        while (experts.counted(place) != side || experts.keyE17(place) != best) {
            place++;
        }
        return place;
    }

    /** The largest value; {@link LargestKey#NONE} if no expert wants this direction. */
    long best() {
        for (int block = marked.first(); block != LargestKey.NOBODY; block = marked.first()) {
            marked.remove(block);
            largest[block] = search(block);
        }
        long best = LargestKey.NONE;
        for (final long key : largest) {
            best = Math.max(best, key);
        }
        return best;
    }

    private long search(final int block) {
        long best = LargestKey.NONE;
        final int end = Math.min(places, block + 1 << BLOCK_SHIFT);
        for (int place = block << BLOCK_SHIFT; place < end; place++) {
            // All bits are set where the expert wants this side, and none elsewhere: the processor cannot predict a branch here.
            final long isIt = (experts.counted(place) ^ side) - 1 >> Integer.SIZE - 1;
            best = Math.max(best, experts.keyE17(place) & isIt | LargestKey.NONE & ~isIt);
        }
        return best;
    }
}
