package io.ringmaster.pipeline.market;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The obvious order book, over whole messages: what the fast one must agree with. */
final class NaiveBook {

    final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    final NavigableMap<Long, Long> asks = new TreeMap<>();
    BookState state = BookState.NONE;
    private long sequence;

    void onSnapshot(final long newSequence, final long[] bidLevels, final long[] askLevels) {
        bids.clear();
        asks.clear();
        apply(newSequence, bidLevels, askLevels);
    }

    void onDelta(final long previous, final long newSequence, final long[] bidLevels, final long[] askLevels) {
        final boolean canApply = state != BookState.NONE && state != BookState.GAPPED && state != BookState.DISCONNECTED;
        if (!canApply || newSequence <= sequence) {
            return;
        }
        if (previous == sequence) {
            apply(newSequence, bidLevels, askLevels);
        } else {
            drop(BookState.GAPPED);
        }
    }

    void drop(final BookState to) {
        bids.clear();
        asks.clear();
        state = to;
    }

    double imbalance(final int levels) {
        if (state != BookState.VALID) {
            return 0;
        }
        final double bid = bids.values().stream().limit(levels).mapToDouble(q -> q).sum();
        final double ask = asks.values().stream().limit(levels).mapToDouble(q -> q).sum();
        return (bid - ask) / (bid + ask);
    }

    private void apply(final long newSequence, final long[] bidLevels, final long[] askLevels) {
        sequence = newSequence;
        put(bids, bidLevels);
        put(asks, askLevels);
        if (bids.isEmpty() || asks.isEmpty()) {
            state = BookState.ONE_SIDED;
        } else {
            state = bids.firstKey() >= asks.firstKey() ? BookState.CROSSED : BookState.VALID;
        }
    }

    private static void put(final Map<Long, Long> side, final long[] levels) {
        for (int i = 0; i < levels.length; i += 2) {
            if (levels[i + 1] == 0) {
                side.remove(levels[i]);
            } else {
                side.put(levels[i], levels[i + 1]);
            }
        }
    }
}
