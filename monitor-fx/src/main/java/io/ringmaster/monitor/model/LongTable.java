package io.ringmaster.monitor.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of numbers that are only ever appended, in chunks, so that a reader of an earlier size never sees them move. The first two numbers of a row
 * are the sequence of the input that caused it and its event time; both never go back. One thread appends; any thread reads rows below a size that
 * it received through a volatile variable or a lock.
 */
final class LongTable {

    static final int SEQUENCE = 0;
    static final int TIME = 1;

    private static final int CHUNK_SHIFT = 9;
    private static final int CHUNK_ROWS = 1 << CHUNK_SHIFT;

    private final int width;
    private volatile long[][] chunks = new long[4][];
    private int size;

    /** @param width numbers in a row */
    LongTable(final int width) {
        this.width = width;
    }

    /** Appends a row of zeros; returns its index. */
    int add(final long sequence, final long timeNs) {
        final int row = size++;
        final int chunk = row >> CHUNK_SHIFT;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[CHUNK_ROWS * width];
        }
        set(row, SEQUENCE, sequence);
        set(row, TIME, timeNs);
        return row;
    }

    void set(final int row, final int field, final long value) {
        chunks[row >> CHUNK_SHIFT][(row & CHUNK_ROWS - 1) * width + field] = value;
    }

    long get(final int row, final int field) {
        return chunks[row >> CHUNK_SHIFT][(row & CHUNK_ROWS - 1) * width + field];
    }

    int size() {
        return size;
    }

    /**
     * Frees the memory of rows that nothing reads any more: all but the newest chunk and the chunks of some rows.
     *
     * @param kept rows that are still read; -1 for none
     */
    void forgetAllBut(final int... kept) {
        for (int chunk = (size - 1 >> CHUNK_SHIFT) - 1; chunk >= 0; chunk--) {
            if (chunks[chunk] != null && !isChunkOf(chunk, kept)) {
                chunks[chunk] = null;
            }
        }
    }

    /** Memory of the rows that it holds. */
    long bytes() {
        return Arrays.stream(chunks).filter(Objects::nonNull).mapToLong(chunk -> (long) chunk.length * Long.BYTES).sum();
    }

    private static boolean isChunkOf(final int chunk, final int[] rows) {
        for (final int row : rows) {
            if (row >> CHUNK_SHIFT == chunk) {
                return true;
            }
        }
        return false;
    }

    /** The first row below {@code size} whose number is at least a value; {@code size} if there is none. The numbers must ascend. */
    int firstAtLeast(final int field, final long value, final int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            final int middle = low + high >>> 1;
            if (get(middle, field) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The number of rows with a sequence of at most {@code sequence}. */
    int upTo(final long sequence) {
        return sequence == Long.MAX_VALUE ? size : firstAtLeast(SEQUENCE, sequence + 1, size);
    }
}
