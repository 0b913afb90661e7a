package io.ringmaster.lab.source;

import java.util.Arrays;

/** Levels of one side of a book message, as they were read. */
final class Levels {

    private long[] priceE8 = new long[1_024];
    private long[] qtyE8 = new long[1_024];
    private int size;

    void clear() {
        size = 0;
    }

    void add(final long price, final long qty) {
        if (size == priceE8.length) {
            priceE8 = Arrays.copyOf(priceE8, 2 * size);
            qtyE8 = Arrays.copyOf(qtyE8, 2 * size);
        }
        priceE8[size] = price;
        qtyE8[size++] = qty;
    }

    int size() {
        return size;
    }

    long priceE8(final int i) {
        return priceE8[i];
    }

    long qtyE8(final int i) {
        return qtyE8[i];
    }
}
