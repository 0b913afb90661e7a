package io.ringmaster.strategies.indicator.window;

/** The last n values, by size. Finding a position takes log n steps; inserting moves up to n numbers in one block. */
public final class SortedWindow {

    private final Past past;
    private final double[] sorted;
    private int count;

    public SortedWindow(final int n) {
        past = new Past(n);
        sorted = new double[n];
    }

    public boolean isFull() {
        return past.isFull();
    }

    /** The value of that rank, from 0. */
    public double at(final int rank) {
        return sorted[rank];
    }

    public int count() {
        return count;
    }

    /**
     * Takes a value, and drops the oldest if there are n.
     *
     * @return the dropped value; NaN if none is dropped
     */
    public double push(final double x) {
        final boolean wasFull = past.isFull();
        final double leaves = past.push(x);
        if (wasFull) {
            final int at = below(leaves);
            count--;
            System.arraycopy(sorted, at + 1, sorted, at, count - at);
        }
        final int place = below(x);
        System.arraycopy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = x;
        count++;
        return wasFull ? leaves : Double.NaN;
    }

    /** How many values are less than a number, which must not be NaN. */
    public int below(final double x) {
        int from = 0;
        int to = count;
        while (from < to) {
            final int middle = from + to >>> 1;
            if (sorted[middle] < x) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
