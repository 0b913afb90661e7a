package io.ringmaster.pipeline.core.account;

/**
 * A set of strategy indices, taken in ascending order. One bit for each index, and above them one bit for each word that may have any, so that reading
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

    /** Adds an index if the second number is above 0, and removes it if that is 0. */
    void set(final int index, final int waits) {
        final int word = index >> SHIFT;
        words[word] = words[word] & ~(1L << index) | (long) (-waits >>> Integer.SIZE - 1) << index;
        summary[word >> SHIFT] |= 1L << word;
    }

    /**
     * Removes all of the set.
     *
     * @param out out: their indexes, ascending; it must have room for all
     * @return how many they were
     */
    int takeAll(final int[] out) {
        int count = 0;
        for (int i = 0; i < summary.length; i++) {
            for (long left = summary[i]; left != 0; left &= left - 1) {
                final int word = (i << SHIFT) + Long.numberOfTrailingZeros(left);
                for (long waiting = words[word]; waiting != 0; waiting &= waiting - 1) {
                    out[count++] = (word << SHIFT) + Long.numberOfTrailingZeros(waiting);
                }
                words[word] = 0;
            }
            summary[i] = 0;
        }
        return count;
    }
}
