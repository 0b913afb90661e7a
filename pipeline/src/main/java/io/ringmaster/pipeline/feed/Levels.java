package io.ringmaster.pipeline.feed;

import java.util.Arrays;

/** Levels of one side of a book message, as they were read. */
public final class Levels {

    private long[] priceE8 = new long[1_024];
    private long[] qtyE8 = new long[1_024];
    private int size;

    public void clear() {
        size = 0;
    }

    public void add(final long price, final long qty) {
        if (size == priceE8.length) {
            priceE8 = Arrays.copyOf(priceE8, 2 * size);
            qtyE8 = Arrays.copyOf(qtyE8, 2 * size);
        }
        priceE8[size] = price;
        qtyE8[size++] = qty;
    }

    /** Copies the levels of another object. */
    public void copyFrom(final Levels other) {
        clear();
        for (int i = 0; i < other.size; i++) {
            add(other.priceE8[i], other.qtyE8[i]);
        }
    }

    public int size() {
        return size;
    }

    public long priceE8(final int i) {
        return priceE8[i];
    }

    public long qtyE8(final int i) {
        return qtyE8[i];
    }
}
