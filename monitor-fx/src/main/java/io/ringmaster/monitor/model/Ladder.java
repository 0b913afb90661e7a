package io.ringmaster.monitor.model;

import java.util.Arrays;

/** The levels of one side of a book, the best one last, so that a change near the touch moves little. One thread. */
final class Ladder {

    private final int sign;
    private long[] keys;
    private long[] qtys;
    private int size;

    /** @param isBid whether a higher price is better */
    Ladder(final boolean isBid) {
        this(isBid ? 1 : -1, new long[64], new long[64], 0);
    }

    private Ladder(final int sign, final long[] keys, final long[] qtys, final int size) {
        this.sign = sign;
        this.keys = keys;
        this.qtys = qtys;
        this.size = size;
    }

    Ladder copy() {
        return new Ladder(sign, Arrays.copyOf(keys, Math.max(16, size)), Arrays.copyOf(qtys, Math.max(16, size)), size);
    }

    void clear() {
        size = 0;
    }

    /** @param qtyE8 0 removes the level */
    void set(final long priceE8, final long qtyE8) {
        final long key = sign * priceE8;
        final int place = place(key);
        final boolean isThere = place < size && keys[place] == key;
        if (isThere && qtyE8 != 0) {
            qtys[place] = qtyE8;
        } else if (isThere) {
            size--;
            System.arraycopy(keys, place + 1, keys, place, size - place);
            System.arraycopy(qtys, place + 1, qtys, place, size - place);
        } else if (qtyE8 != 0) {
            insert(place, key, qtyE8);
        }
    }

    private void insert(final int place, final long key, final long qtyE8) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            qtys = Arrays.copyOf(qtys, size * 2);
        }
        System.arraycopy(keys, place, keys, place + 1, size - place);
        System.arraycopy(qtys, place, qtys, place + 1, size - place);
        keys[place] = key;
        qtys[place] = qtyE8;
        size++;
    }

    /** The first place whose key is at least {@code key}. Halves without a branch: where a level lies cannot be predicted. */
    private int place(final long key) {
        int base = 0;
        for (int rest = size; rest > 0; ) {
            final int half = rest + 1 >>> 1;
            base = keys[base + half - 1] < key ? base + half : base;
            rest -= half;
        }
        return base;
    }

    int size() {
        return size;
    }

    /** @param rank 0 for the best; 0 is returned if there is no such level */
    long priceE8(final int rank) {
        return rank < size ? sign * keys[size - 1 - rank] : 0;
    }

    /** @param rank 0 for the best; 0 is returned if there is no such level */
    long qtyE8(final int rank) {
        return rank < size ? qtys[size - 1 - rank] : 0;
    }

    /** Quantity at a price; 0 if there is none. */
    long qtyAtE8(final long priceE8) {
        final int place = place(sign * priceE8);
        return place < size && keys[place] == sign * priceE8 ? qtys[place] : 0;
    }

    /** Prices and quantities in turn, the best level first. */
    long[] levels() {
        final long[] levels = new long[2 * size];
        for (int rank = 0; rank < size; rank++) {
            levels[2 * rank] = priceE8(rank);
            levels[2 * rank + 1] = qtyE8(rank);
        }
        return levels;
    }
}
