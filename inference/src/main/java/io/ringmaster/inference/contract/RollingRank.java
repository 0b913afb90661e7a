package io.ringmaster.inference.contract;

import java.util.Arrays;

/** Rank among the last n values. A value costs log n and a move of n; a rank costs log n. */
final class RollingRank {

    private final double[] values;
    private final double[] sorted;
    private int count;
    private int next;

    RollingRank(final int n) {
        values = new double[n];
        sorted = new double[n];
    }

    /** A zero has no sign here. */
    void add(final double signed) {
        final double value = signed + 0.0;
        if (count == values.length) {
            final int gone = Arrays.binarySearch(sorted, 0, count, values[next]);
            count--;
            System.arraycopy(sorted, gone + 1, sorted, gone, count - gone);
        }
        final int place = Arrays.binarySearch(sorted, 0, count, value);
        final int at = place < 0 ? -place - 1 : place;
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = value;
        values[next] = value;
        next = (next + 1) % values.length;
        count++;
    }

    /** Share of the values that are at most this one; NaN before n values. */
    double rank(final double value) {
        if (count < values.length) {
            return Double.NaN;
        }
        int low = 0;
        int high = count;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low / (double) count;
    }
}
