package io.ringmaster.pipeline.core.account;

/**
 * A set of strategy indices, read in ascending order. One bit for each index, and above them one bit for each word that may have any, so that reading
 * skips what is empty. A change does not branch, because the processor cannot predict which strategies wait. Allocates nothing after construction.
 */
final class PendingStrategies {

    private static final int SHIFT = 6;

    private final long[] words;
    private final long[] summary;

    /** @param size above the largest index */
    PendingStrategies(final int size) {
        words = new long[Math.ceilDiv(size, Long.SIZE)];
        summary = new long[Math.ceilDiv(words.length, Long.SIZE)];
    }

    /** Adds an index if it waits, and removes it otherwise. */
    void set(final int index, final boolean waits) {
        final int word = index >> SHIFT;
        words[word] = words[word] & ~(1L << index) | (waits ? 1L : 0L) << index;
        summary[word >> SHIFT] |= 1L << word;
    }

    /** Removes and returns the smallest index of the set; -1 for none. */
    int takeFirst() {
        for (int i = 0; i < summary.length; i++) {
            while (summary[i] != 0) {
                final int word = (i << SHIFT) + Long.numberOfTrailingZeros(summary[i]);
                final long waiting = words[word];
                if (waiting != 0) {
                    words[word] = waiting & waiting - 1;
                    return (word << SHIFT) + Long.numberOfTrailingZeros(waiting);
                }
                summary[i] &= summary[i] - 1;
            }
        }
        return -1;
    }
}
