package io.ringmaster.pipeline.core.account;

/**
 * A set of strategy indices, read in ascending order. One bit for each index, and above them one bit for each word that is not 0, so that reading
 * skips what is empty. Allocates nothing after construction.
 */
final class PendingStrategies {

    private final long[] words;
    private final long[] summary;

    /** @param size above the largest index */
    PendingStrategies(final int size) {
        words = new long[Math.ceilDiv(size, Long.SIZE)];
        summary = new long[Math.ceilDiv(words.length, Long.SIZE)];
    }

    void add(final int index) {
        final int word = index / Long.SIZE;
        words[word] |= 1L << index;
        summary[word / Long.SIZE] |= 1L << word;
    }

    void remove(final int index) {
        final int word = index / Long.SIZE;
        words[word] &= ~(1L << index);
        if (words[word] == 0) {
            summary[word / Long.SIZE] &= ~(1L << word);
        }
    }

    /** The smallest index of the set that is at least {@code from}; -1 for none. */
    int next(final int from) {
        final int word = from / Long.SIZE;
        if (word >= words.length) {
            return -1;
        }
        final long rest = words[word] & -1L << from;
        return rest != 0 ? word * Long.SIZE + Long.numberOfTrailingZeros(rest) : firstAfter(word + 1);
    }

    private int firstAfter(final int word) {
        long mask = -1L << word;
        for (int i = word / Long.SIZE; i < summary.length; i++) {
            final long rest = summary[i] & mask;
            if (rest != 0) {
                final int found = i * Long.SIZE + Long.numberOfTrailingZeros(rest);
                return found * Long.SIZE + Long.numberOfTrailingZeros(words[found]);
            }
            mask = -1L;
        }
        return -1;
    }
}
