package io.ringmaster.pipeline.market;

import io.ringmaster.units.FixedPoint;
import java.util.Arrays;

/**
 * One side of an order book. The levels near the best are in a window: an array with a place for each step of the price, and a bit for each place that
 * has a level. To set one of them costs the same wherever it is. The window follows the best, and the levels that are worse than it lie sorted behind it.
 *
 * <pre>
 *   far, sorted      window: [low, low + WINDOW), in a circle, so that it moves without a copy
 *   ──────────────   ─────────────────────────────────────────────
 *   worst  …         low  …              best      room for better
 * </pre>
 *
 * <p>Prices are kept times {@code sign} (1 for bids, -1 for asks), so that the greatest is the best on both sides. The step is the greatest common divisor
 * of the prices since the side was empty, so it need not be known.
 */
final class BookSide {

    private static final int WINDOW = 1 << 14;
    private static final int MASK = WINDOW - 1;
    /** Where the best lies in a window that was placed anew. */
    private static final int BEST_AT = WINDOW * 3 / 4;
    /** A best below this place moves the window, if there are levels behind it. */
    private static final int LOWEST_BEST = WINDOW / 2;
    private static final int INITIAL_FAR_LEVELS = 512;

    private final long sign;
    private final SortedLevels far;
    /** Quantity of each place; allocated with the first level. */
    private long[] qtysE8 = {};
    /** A bit for each place with a level. */
    private long[] occupied = {};
    /** 0 before the first level. */
    private long step;
    /** First step of the window, a multiple of 64. Distances from it may wrap around, and are right nevertheless. */
    private long low;
    /** The best step; meaningless while the side is empty. */
    private long best;
    /** Levels in the window; 0 only if the side is empty. */
    private int near;

    BookSide(final boolean bids, final int maxLevels) {
        sign = bids ? 1 : -1;
        far = new SortedLevels(INITIAL_FAR_LEVELS, maxLevels);
    }

    void clear() {
        Arrays.fill(qtysE8, 0);
        Arrays.fill(occupied, 0);
        far.clear();
        near = 0;
        step = 0;
    }

    int size() {
        return near + far.size();
    }

    /** @return 0 when the side is empty */
    long bestPriceE8() {
        return near == 0 ? 0 : priceOf(best);
    }

    /** @return 0 when the side is empty */
    long bestQtyE8() {
        return near == 0 ? 0 : qtysE8[place(best)];
    }

    /** @param rank 0 for the best */
    long priceE8(final int rank) {
        return rank < near ? priceOf(stepAt(rank)) : sign * far.key(size() - 1 - rank);
    }

    /** @param rank 0 for the best */
    long qtyE8(final int rank) {
        return rank < near ? qtysE8[place(stepAt(rank))] : far.qtyE8(size() - 1 - rank);
    }

    /** Quantity over the best levels. */
    long depthE8(final int levels) {
        long sum = 0;
        int left = Math.min(levels, near);
        long word = left == 0 ? 0 : occupied[place(best) >>> 6];
        for (int at = place(best) & -64; left > 0; at = at - 64 & MASK, word = occupied[at >>> 6]) {
            for (; word != 0 && left > 0; left--) {
                final int bit = 63 - Long.numberOfLeadingZeros(word);
                sum += qtysE8[at + bit];
                word ^= 1L << bit;
            }
        }
        for (int i = far.size() - 1; i >= Math.max(0, size() - levels); i--) {
            sum += far.qtyE8(i);
        }
        return sum;
    }

    /**
     * Sets a level. A quantity of 0 removes it; to remove a level that does not exist changes nothing.
     *
     * @return quantity there before
     */
    long set(final long priceE8, final long newQtyE8) {
        final long key = sign * priceE8;
        final long at = stepOf(key);
        if (near == 0 || !isInWindow(at)) {
            return setOutside(key, at, newQtyE8);
        }
        final int place = place(at);
        final long before = qtysE8[place];
        qtysE8[place] = newQtyE8;
        if (before == 0 && newQtyE8 != 0) {
            onAdded(at);
        } else if (before != 0 && newQtyE8 == 0) {
            onRemoved(at);
        }
        return before;
    }

    private long setOutside(final long key, final long at, final long newQtyE8) {
        final boolean isBetter = near == 0 || at > best;
        if (!isBetter) {
            return far.set(key, newQtyE8);
        }
        if (newQtyE8 != 0) {
            moveWindow(at);
            qtysE8[place(at)] = newQtyE8;
            onAdded(at);
        }
        return 0;
    }

    private void onAdded(final long at) {
        final int place = place(at);
        occupied[place >>> 6] |= 1L << place;
        best = near == 0 ? at : Math.max(best, at);
        near++;
    }

    private void onRemoved(final long at) {
        final int place = place(at);
        occupied[place >>> 6] ^= 1L << place;
        near--;
        if (at == best && size() > 0) {
            findBest();
        }
    }

    private void findBest() {
        best = near > 0 ? below(best) : stepOf(far.key(far.size() - 1));
        if (far.size() > 0 && (near == 0 || best - low < LOWEST_BEST)) {
            moveWindow(best);
        }
    }

    /** The next level below a step of the window, which has one. */
    private long below(final long at) {
        final int place = place(at);
        long from = at & -64;
        long word = occupied[place >>> 6] & (1L << place) - 1;
        while (word == 0) {
            from -= 64;
            word = occupied[place(from) >>> 6];
        }
        return from + 63 - Long.numberOfLeadingZeros(word);
    }

    /** Moves the window to a step that is the best, or becomes it. What lies in the window then, comes into it; what no longer does, leaves it. */
    private void moveWindow(final long newBest) {
        if (qtysE8.length == 0) {
            qtysE8 = new long[WINDOW];
            occupied = new long[WINDOW / Long.SIZE];
        }
        final long newLow = newBest - BEST_AT & -64;
        for (long at = low; near > 0 && at - low < WINDOW && Long.compareUnsigned(at - newLow, WINDOW) >= 0; at += 64) {
            evict(at);
        }
        low = newLow;
        fetch();
    }

    /** The worst levels of the window, from the worst on, become the best behind it. */
    private void evict(final long from) {
        final int word = place(from) >>> 6;
        while (occupied[word] != 0) {
            final long at = from + Long.numberOfTrailingZeros(occupied[word]);
            far.append(at * step, qtysE8[place(at)]);
            qtysE8[place(at)] = 0;
            occupied[word] &= occupied[word] - 1;
            near--;
        }
    }

    /** The best levels behind the window come into it, as far as it reaches. */
    private void fetch() {
        while (far.size() > 0 && isInWindow(stepOf(far.key(far.size() - 1)))) {
            final int last = far.size() - 1;
            final long at = stepOf(far.key(last));
            qtysE8[place(at)] = far.qtyE8(last);
            far.removeLast();
            onAdded(at);
        }
    }

    /** Quantity at prices no worse than one. */
    long depthDownToE8(final long priceE8) {
        final long key = sign * priceE8;
        long sum = 0;
        long at = best;
        for (int left = near; left > 0; left--) {
            if (at * step < key) {
                return sum;
            }
            sum += qtysE8[place(at)];
            at = left > 1 ? below(at) : at;
        }
        for (int i = far.size() - 1; i >= 0 && far.key(i) >= key; i--) {
            sum += far.qtyE8(i);
        }
        return sum;
    }

    /** The average price of a quantity taken from the best levels, in quote currency for a unit; NaN if the side has less than the quantity. */
    double averagePrice(final long wantedE8) {
        double paid = 0;
        long left = wantedE8;
        for (int rank = 0; rank < size() && left > 0; rank++) {
            final long taken = Math.min(left, qtyE8(rank));
            paid += FixedPoint.toDouble(priceE8(rank)) * taken;
            left -= taken;
        }
        return left > 0 ? Double.NaN : paid / wantedE8;
    }

    private long priceOf(final long at) {
        return sign * at * step;
    }

    private static int place(final long at) {
        return (int) at & MASK;
    }

    private boolean isInWindow(final long at) {
        return Long.compareUnsigned(at - low, WINDOW) < 0;
    }

    /** The step of a rank in the window. */
    private long stepAt(final int rank) {
        int left = rank;
        long from = best & -64;
        long word = occupied[place(from) >>> 6];
        while (Long.bitCount(word) <= left) {
            left -= Long.bitCount(word);
            from -= 64;
            word = occupied[place(from) >>> 6];
        }
        for (; left > 0; left--) {
            word ^= Long.highestOneBit(word);
        }
        return from + 63 - Long.numberOfLeadingZeros(word);
    }

    private long stepOf(final long key) {
        final long at = step == 0 ? 0 : key / step;
        if (at * step == key) {
            return at;
        }
        refine(key);
        return key / step;
    }

    /** The step becomes a divisor of one more price. */
    private void refine(final long key) {
        for (long at = low; near > 0; at += 64) {
            evict(at);
        }
        step = divisor(step, Math.abs(key));
        if (far.size() > 0) {
            moveWindow(far.key(far.size() - 1) / step);
        }
    }

    private static long divisor(final long a, final long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
