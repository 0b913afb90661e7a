package io.ringmaster.strategies.indicator;

/**
 * Highest or lowest of the last n values, or how many bars ago it was; of equal ones the newest. Candidates stand in a queue that falls
 * off from its head, so each value enters and leaves once.
 */
final class Extreme extends Derived {

    private final double[] candidates;
    private final int[] bornAt;
    private final int mask;
    private final int n;
    private final double sign;
    private final boolean age;
    private int seen;
    private int head;
    private int tail;

    /** @param age whether its value is the age in bars */
    Extreme(final Indicator of, final int n, final boolean highest, final boolean age) {
        super(of, n, n);
        this.n = n;
        this.age = age;
        sign = highest ? 1 : -1;
        // A power of 2, so that a place is found without a division.
        final int capacity = n == 1 ? 1 : Integer.highestOneBit(n - 1) << 1;
        mask = capacity - 1;
        candidates = new double[capacity];
        bornAt = new int[capacity];
    }

    @Override
    protected double next(final double x) {
        final double rank = sign * x;
        seen++;
        while (tail != head && candidates[tail - 1 & mask] <= rank) {
            tail--;
        }
        if (tail != head && bornAt[head & mask] <= seen - n) {
            head++;
        }
        final int slot = tail & mask;
        candidates[slot] = rank;
        bornAt[slot] = seen;
        tail++;
        if (seen < n) {
            return Double.NaN;
        }
        final int first = head & mask;
        return age ? seen - bornAt[first] : sign * candidates[first];
    }
}
