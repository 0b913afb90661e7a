package io.ringmaster.pipeline.market;

import java.util.Arrays;

/** Levels by ascending key in one array. To insert or remove one moves all that follow it, so it suits the end best. */
final class SortedLevels {

    private static final int FIRST_STRETCH = 8;
    private static final int EACH = 2;

    private final int maxLevels;
    /** Of each level its key and its quantity, side by side, so that both move at once. */
    private long[] levels;
    private int size;

    SortedLevels(final int initialLevels, final int maxLevels) {
        this.maxLevels = maxLevels;
        levels = new long[EACH * initialLevels];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    long key(final int index) {
        return levels[EACH * index];
    }

    long qtyE8(final int index) {
        return levels[EACH * index + 1];
    }

    /**
     * Sets a level. A quantity of 0 removes it; to remove a level that does not exist changes nothing.
     *
     * @return quantity there before
     */
    long set(final long key, final long newQtyE8) {
        final int index = find(key);
        if (index < 0) {
            if (newQtyE8 != 0) {
                insert(-index - 1, key, newQtyE8);
            }
            return 0;
        }
        final long before = qtyE8(index);
        if (newQtyE8 == 0) {
            remove(index);
        } else {
            levels[EACH * index + 1] = newQtyE8;
        }
        return before;
    }

    /** Adds a level with a key above all others. */
    void append(final long key, final long qtyE8) {
        insert(size, key, qtyE8);
    }

    void removeLast() {
        size--;
    }

    /**
     * Searches from the end in ever longer stretches, then halves the last stretch without a branch, because a branch could not be predicted.
     *
     * @return index of the key, or -(index it belongs at) - 1, as {@link Arrays#binarySearch} does
     */
    private int find(final long key) {
        int end = size;
        int stretch = FIRST_STRETCH;
        while (end > stretch && key(end - stretch) > key) {
            end -= stretch;
            stretch *= 4;
        }
        int index = Math.max(0, end - stretch);
        int count = end - index;
        while (count > 1) {
            final int half = count >>> 1;
            index += key(index + half - 1) < key ? half : 0;
            count -= half;
        }
        if (index < size && key(index) < key) {
            index++;
        }
        return index < size && key(index) == key ? index : -index - 1;
    }

    private void insert(final int index, final long key, final long newQtyE8) {
        if (EACH * size == levels.length) {
            grow();
        }
        System.arraycopy(levels, EACH * index, levels, EACH * (index + 1), EACH * (size - index));
        levels[EACH * index] = key;
        levels[EACH * index + 1] = newQtyE8;
        size++;
    }

    private void remove(final int index) {
        size--;
        System.arraycopy(levels, EACH * (index + 1), levels, EACH * index, EACH * (size - index));
    }

    private void grow() {
        if (size >= maxLevels) {
            throw new IllegalStateException("more than " + maxLevels + " levels on one side of a book: the feed is not a book");
        }
        levels = Arrays.copyOf(levels, EACH * Math.min(maxLevels, 2 * size));
    }
}
