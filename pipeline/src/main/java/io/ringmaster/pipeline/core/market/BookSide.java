package io.ringmaster.pipeline.core.market;

import io.ringmaster.units.FixedPoint;
import java.util.Arrays;

/**
 * One side of an order book: prices in the order of their worth, the best at the end, because most changes happen near the best and
 * then little has to move.
 *
 * <p>Prices are kept times {@code sign} (1 for bids, -1 for asks), so that ascending order ends at the best on both sides.
 */
final class BookSide {

    private static final int PROBES = 6;

    private final long sign;
    private final int maxLevels;
    private long[] keys;
    private long[] qtyE8;
    private int size;

    BookSide(final boolean bids, final int initialLevels, final int maxLevels) {
        sign = bids ? 1 : -1;
        this.maxLevels = maxLevels;
        keys = new long[initialLevels];
        qtyE8 = new long[initialLevels];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** @return 0 when the side is empty */
    long bestPriceE8() {
        return size == 0 ? 0 : sign * keys[size - 1];
    }

    /** @return 0 when the side is empty */
    long bestQtyE8() {
        return size == 0 ? 0 : qtyE8[size - 1];
    }

    /** @param rank 0 for the best */
    long priceE8(final int rank) {
        return sign * keys[size - 1 - rank];
    }

    /** @param rank 0 for the best */
    long qtyE8(final int rank) {
        return qtyE8[size - 1 - rank];
    }

    /** Quantity at a price, 0 when there is no such level. */
    long qtyAtE8(final long priceE8) {
        final int index = find(sign * priceE8);
        return index >= 0 ? qtyE8[index] : 0;
    }

    /** Quantity over the best levels. */
    long depthE8(final int levels) {
        long sum = 0;
        for (int i = Math.max(0, size - levels); i < size; i++) {
            sum += qtyE8[i];
        }
        return sum;
    }

    /**
     * Sets a level; a quantity of 0 removes it, and removing what is not there changes nothing.
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
        final long before = qtyE8[index];
        if (newQtyE8 == 0) {
            remove(index);
        } else {
            qtyE8[index] = newQtyE8;
        }
        return before;
    }

    /** Quantity at prices no worse than one. */
    long depthDownToE8(final long priceE8) {
        final long key = sign * priceE8;
        long sum = 0;
        for (int i = size - 1; i >= 0 && keys[i] >= key; i--) {
            sum += qtyE8[i];
        }
        return sum;
    }

    /** What a quantity costs on average, taken from the best levels on, in quote currency for a unit; NaN where there is not as much. */
    double averagePrice(final long wantedE8) {
        double paid = 0;
        long left = wantedE8;
        for (int i = size - 1; i >= 0 && left > 0; i--) {
            final long taken = Math.min(left, qtyE8[i]);
            paid += FixedPoint.toDouble(sign * keys[i]) * taken;
            left -= taken;
        }
        return left > 0 ? Double.NaN : paid / wantedE8;
    }

    /** @return index of the key, or -(index it belongs at) - 1, as {@link Arrays#binarySearch} does */
    private int find(final long key) {
        int high = size - 1;
        for (int probe = 0; probe < PROBES && high >= 0; probe++, high--) {
            final long there = keys[high];
            if (there <= key) {
                return there == key ? high : -(high + 1) - 1;
            }
        }
        int low = 0;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            final long there = keys[middle];
            if (there < key) {
                low = middle + 1;
            } else if (there > key) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }

    private void insert(final int index, final long key, final long newQtyE8) {
        if (size == keys.length) {
            grow();
        }
        System.arraycopy(keys, index, keys, index + 1, size - index);
        System.arraycopy(qtyE8, index, qtyE8, index + 1, size - index);
        keys[index] = key;
        qtyE8[index] = newQtyE8;
        size++;
    }

    private void remove(final int index) {
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        System.arraycopy(qtyE8, index + 1, qtyE8, index, size - index);
    }

    private void grow() {
        if (size >= maxLevels) {
            throw new IllegalStateException("more than " + maxLevels + " levels on one side of a book: the feed is not a book");
        }
        final int capacity = Math.min(maxLevels, 2 * size);
        keys = Arrays.copyOf(keys, capacity);
        qtyE8 = Arrays.copyOf(qtyE8, capacity);
    }
}
