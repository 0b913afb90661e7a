package io.ringmaster.pipeline.market;

import io.ringmaster.units.FixedPoint;
import java.util.Arrays;

/**
 * One side of an order book: prices from worst to best. The best is at the end, because most changes happen near it and then little has to move.
 *
 * <p>Prices are kept times {@code sign} (1 for bids, -1 for asks), so that ascending order ends at the best on both sides.
 */
final class BookSide {

    private static final int FIRST_STRETCH = 8;
    private static final int EACH = 2;

    private final long sign;
    private final int maxLevels;
    /** Of each level its key and its quantity, side by side, so that both move at once. */
    private long[] levels;
    private int size;

    BookSide(final boolean bids, final int initialLevels, final int maxLevels) {
        sign = bids ? 1 : -1;
        this.maxLevels = maxLevels;
        levels = new long[EACH * initialLevels];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** @return 0 when the side is empty */
    long bestPriceE8() {
        return size == 0 ? 0 : sign * key(size - 1);
    }

    /** @return 0 when the side is empty */
    long bestQtyE8() {
        return size == 0 ? 0 : qtyE8At(size - 1);
    }

    /** @param rank 0 for the best */
    long priceE8(final int rank) {
        return sign * key(size - 1 - rank);
    }

    /** @param rank 0 for the best */
    long qtyE8(final int rank) {
        return qtyE8At(size - 1 - rank);
    }

    /** Quantity over the best levels. */
    long depthE8(final int levels) {
        long sum = 0;
        for (int i = Math.max(0, size - levels); i < size; i++) {
            sum += qtyE8At(i);
        }
        return sum;
    }

    /**
     * Sets a level. A quantity of 0 removes it; to remove a level that does not exist changes nothing.
     *
     * @return quantity there before
     */
    long set(final long priceE8, final long newQtyE8) {
        final long key = sign * priceE8;
        final int index = find(key);
        if (index < 0) {
            if (newQtyE8 != 0) {
                insert(-index - 1, key, newQtyE8);
            }
            return 0;
        }
        final long before = qtyE8At(index);
        if (newQtyE8 == 0) {
            remove(index);
        } else {
            levels[EACH * index + 1] = newQtyE8;
        }
        return before;
    }

    /** Quantity at prices no worse than one. */
    long depthDownToE8(final long priceE8) {
        final long key = sign * priceE8;
        long sum = 0;
        for (int i = size - 1; i >= 0 && key(i) >= key; i--) {
            sum += qtyE8At(i);
        }
        return sum;
    }

    /** The average price of a quantity taken from the best levels, in quote currency for a unit; NaN if the side has less than the quantity. */
    double averagePrice(final long wantedE8) {
        double paid = 0;
        long left = wantedE8;
        for (int i = size - 1; i >= 0 && left > 0; i--) {
            final long taken = Math.min(left, qtyE8At(i));
            paid += FixedPoint.toDouble(sign * key(i)) * taken;
            left -= taken;
        }
        return left > 0 ? Double.NaN : paid / wantedE8;
    }

    /**
     * Searches from the best level in ever longer stretches, then halves the last stretch without a branch, because a branch could not be predicted.
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

    private long key(final int index) {
        return levels[EACH * index];
    }

    private long qtyE8At(final int index) {
        return levels[EACH * index + 1];
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
