package io.ringmaster.pipeline.market;

import java.util.Arrays;

/**
 * The quantities of the trades of the last 24 hours, to tell which trade is large: above their 95th percentile, by nearest rank. They are
 * counted in bins of 12 binary digits (1/4096 of the quantity), so two quantities that close are equal here. Grows to the busiest day, up to
 * {@link #MOST_TRADES}, and then allocates no more. If a day has more trades, the oldest are left out early.
 */
final class TradeSizes {

    /** With fewer trades no trade counts as large. */
    static final int LEAST_TRADES = 20;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int MOST_TRADES = 1 << 22;
    private static final int FIRST_TRADES = 1 << 10;
    private static final int DIGITS = 12;
    private static final int PER_OCTAVE = 1 << DIGITS;
    private static final int BINS = 1 << 18;
    private static final int PERCENT = 95;

    /** Trades by bin, as a binary indexed tree: a prefix is summed, and a trade counted, in 18 steps. */
    private final int[] tree = new int[BINS + 1];
    private long[] timesNs = new long[FIRST_TRADES];
    private int[] bins = new int[FIRST_TRADES];
    private int oldest;
    private int count;

    /** Whether a trade is larger than the 95th percentile of those in the 24 hours before; never while there are fewer than 20. */
    boolean isLarge(final long timeNs, final long qtyE8) {
        while (count > 0 && timesNs[oldest] <= timeNs - DAY_NS) {
            dropOldest();
        }
        return count >= LEAST_TRADES && below(bin(qtyE8)) >= (PERCENT * (long) count + 99) / 100;
    }

    /** Counts a trade. */
    void add(final long timeNs, final long qtyE8) {
        if (count == timesNs.length) {
            makeRoom();
        }
        final int at = oldest + count & timesNs.length - 1;
        timesNs[at] = timeNs;
        bins[at] = bin(qtyE8);
        count(bins[at], 1);
        count++;
    }

    private void makeRoom() {
        if (count == MOST_TRADES) {
            dropOldest();
            return;
        }
        final long[] times = Arrays.copyOf(timesNs, 2 * count);
        final int[] sizes = Arrays.copyOf(bins, 2 * count);
        // What lies before the oldest goes behind the newest.
        System.arraycopy(timesNs, 0, times, count, oldest);
        System.arraycopy(bins, 0, sizes, count, oldest);
        timesNs = times;
        bins = sizes;
    }

    private void dropOldest() {
        count(bins[oldest], -1);
        oldest = oldest + 1 & timesNs.length - 1;
        count--;
    }

    private static int bin(final long qtyE8) {
        if (qtyE8 < PER_OCTAVE) {
            return (int) Math.max(0, qtyE8);
        }
        final int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(qtyE8) - DIGITS;
        return PER_OCTAVE * shift + (int) (qtyE8 >>> shift);
    }

    private void count(final int bin, final int change) {
        for (int i = bin + 1; i <= BINS; i += i & -i) {
            tree[i] += change;
        }
    }

    /** Trades in smaller bins. */
    private long below(final int bin) {
        long below = 0;
        for (int i = bin; i > 0; i &= i - 1) {
            below += tree[i];
        }
        return below;
    }
}
