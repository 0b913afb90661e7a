package io.ringmaster.strategies.indicator;

import java.util.Arrays;

/**
 * Quantile of the last n values, between neighbours by their distance (type 7 of Hyndman and Fan). Keeps them sorted: finding the place
 * costs log n, making room moves up to n numbers in one block.
 */
final class Quantile extends Derived {

    private final Window window;
    private final double[] sorted;
    private final double rank;
    private int count;

    Quantile(final Indicator of, final int n, final double q) {
        super(of, n, n);
        window = new Window(n);
        sorted = new double[n];
        rank = q * (n - 1);
    }

    @Override
    protected double next(final double x) {
        final boolean wasFull = window.isFull();
        final double leaves = window.push(x);
        if (wasFull) {
            final int at = Arrays.binarySearch(sorted, 0, count, leaves);
            count--;
            System.arraycopy(sorted, at + 1, sorted, at, count - at);
        }
        final int found = Arrays.binarySearch(sorted, 0, count, x);
        final int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = x;
        count++;
        if (!window.isFull()) {
            return Double.NaN;
        }
        final int below = (int) rank;
        final int above = Math.min(below + 1, count - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
