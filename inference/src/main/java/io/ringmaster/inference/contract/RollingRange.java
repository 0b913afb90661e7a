package io.ringmaster.inference.contract;

/**
 * Lowest and highest of the last n values. Each is the head of a queue of candidates, in which a value removes those before it that can no longer be
 * an extreme; so a value costs the same for every n, on average.
 */
final class RollingRange {

    private final int n;
    private final double[][] candidates;
    private final long[][] ages;
    /** Of the lows and of the highs: head of the queue and its length. */
    private final int[] head = new int[2];
    private final int[] size = new int[2];
    private long count;

    RollingRange(final int n) {
        this.n = n;
        candidates = new double[2][n];
        ages = new long[2][n];
    }

    void add(final double value) {
        push(0, -value);
        push(1, value);
        count++;
    }

    /** Keeps the largest at the head. */
    private void push(final int queue, final double value) {
        if (size[queue] > 0 && ages[queue][head[queue]] <= count - n) {
            head[queue] = (head[queue] + 1) % n;
            size[queue]--;
        }
        while (size[queue] > 0 && candidates[queue][(head[queue] + size[queue] - 1) % n] <= value) {
            size[queue]--;
        }
        final int place = (head[queue] + size[queue]) % n;
        candidates[queue][place] = value;
        ages[queue][place] = count;
        size[queue]++;
    }

    /** NaN before n values; 0.5 where they are all equal. */
    double place(final double value) {
        if (count < n) {
            return Double.NaN;
        }
        final double low = -candidates[0][head[0]];
        final double high = candidates[1][head[1]];
        return low == high ? 0.5 : (value - low) / (high - low);
    }
}
