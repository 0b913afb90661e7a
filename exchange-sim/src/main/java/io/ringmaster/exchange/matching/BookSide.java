package io.ringmaster.exchange.matching;

import java.util.Arrays;

/**
 * One side of the recorded book. Beside each level's displayed quantity it remembers what our orders took from it since the recording
 * last changed it, because the recording knows nothing of our orders.
 *
 * <p>Levels lie in arrays, worst first, so that changes near the best price move little.
 */
final class BookSide {

    private static final int INITIAL_LEVELS = 1024;

    private final long sign;
    private Levels current = new Levels();
    private Levels previous = new Levels();

    BookSide(final boolean bids) {
        sign = bids ? 1 : -1;
    }

    int size() {
        return current.count;
    }

    /** @param rank 0 for the best level */
    long priceE8(final int rank) {
        return sign * current.keys[current.count - 1 - rank];
    }

    /** Displayed quantity that our orders did not take yet. */
    long availableE8(final int rank) {
        final int index = current.count - 1 - rank;
        return current.qtysE8[index] - current.takenE8[index];
    }

    /** Rank of the best level with something left on it; -1 when there is none. */
    int bestAvailable() {
        for (int rank = 0; rank < current.count; rank++) {
            if (availableE8(rank) > 0) {
                return rank;
            }
        }
        return -1;
    }

    void take(final int rank, final long qtyE8) {
        current.takenE8[current.count - 1 - rank] += qtyE8;
    }

    /** Displayed quantity at a price; 0 when there is no such level. */
    long displayedAtE8(final long priceE8) {
        final int index = current.find(sign * priceE8);
        return index < 0 ? 0 : current.qtysE8[index];
    }

    /** What comes next replaces all levels; what was taken stays remembered where price and quantity are the same. */
    void beginSnapshot() {
        final Levels old = previous;
        previous = current;
        current = old;
        current.count = 0;
    }

    void setInSnapshot(final long priceE8, final long qtyE8) {
        final long key = sign * priceE8;
        final int old = previous.find(key);
        final boolean unchanged = old >= 0 && previous.qtysE8[old] == qtyE8;
        current.set(key, qtyE8, unchanged ? previous.takenE8[old] : 0);
    }

    void set(final long priceE8, final long qtyE8) {
        current.set(sign * priceE8, qtyE8, 0);
    }

    /** Keys ascend with how good the price is. */
    private static final class Levels {

        private long[] keys = new long[INITIAL_LEVELS];
        private long[] qtysE8 = new long[INITIAL_LEVELS];
        private long[] takenE8 = new long[INITIAL_LEVELS];
        private int count;

        private int find(final long key) {
            return Arrays.binarySearch(keys, 0, count, key);
        }

        private void set(final long key, final long qtyE8, final long taken) {
            final int found = find(key);
            if (qtyE8 <= 0) {
                if (found >= 0) {
                    move(found + 1, found);
                    count--;
                }
                return;
            }
            final int index = found >= 0 ? found : -found - 1;
            if (found < 0) {
                ensureRoom();
                move(index, index + 1);
                count++;
            }
            keys[index] = key;
            qtysE8[index] = qtyE8;
            takenE8[index] = taken;
        }

        private void move(final int from, final int to) {
            System.arraycopy(keys, from, keys, to, count - from);
            System.arraycopy(qtysE8, from, qtysE8, to, count - from);
            System.arraycopy(takenE8, from, takenE8, to, count - from);
        }

        private void ensureRoom() {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
                qtysE8 = Arrays.copyOf(qtysE8, 2 * count);
                takenE8 = Arrays.copyOf(takenE8, 2 * count);
            }
        }
    }
}
