package io.ringmaster.strategies;

import io.ringmaster.strategies.StrategyShard.Share;
import java.util.Arrays;

/** The strategies of a shard that changed with one event, in their order. Marking a strategy twice counts once. */
final class ChangeSet {

    private final long[] marked;
    private final int[] strategyIndexes;
    private boolean isAnyMarked;
    private int count;

    ChangeSet(final int places) {
        marked = new long[(places + Long.SIZE - 1) / Long.SIZE];
        strategyIndexes = new int[places];
    }

    void clear() {
        if (isAnyMarked) {
            isAnyMarked = false;
            Arrays.fill(marked, 0);
            count = 0;
        }
    }

    void mark(final int place) {
        isAnyMarked = true;
        marked[place / Long.SIZE] |= 1L << place;
    }

    /** Lists the marked strategies. Marks stay until the next event, so you may mark more and call this again. */
    void collect(final Share share) {
        if (!isAnyMarked) {
            return;
        }
        count = 0;
        for (int word = 0; word < marked.length; word++) {
            for (long bits = marked[word]; bits != 0; bits &= bits - 1) {
                strategyIndexes[count++] = share.strategyIndex(word * Long.SIZE + Long.numberOfTrailingZeros(bits));
            }
        }
    }

    int count() {
        return count;
    }

    /** The i-th by ascending strategy index. */
    int strategyIndex(final int i) {
        return strategyIndexes[i];
    }
}
