package io.ringmaster.strategies.indicator;

/**
 * Highest or lowest of the last n values, or how many bars ago it was; of equal ones the newest. Candidates stand in a queue that falls
 * off from its head, so each value enters and leaves once.
 */
final class Extreme extends Derived {

    private final double[] candidates;
    private final long[] bornAt;
    private final int n;
    private final double sign;
    private final boolean age;
    private long seen;
    private long head;
    private long tail;

    /** @param age whether its value is the age in bars */
    Extreme(final Indicator of, final int n, final boolean highest, final boolean age) {
        super(of, n, n);
        this.n = n;
        this.age = age;
        sign = highest ? 1 : -1;
        candidates = new double[n];
        bornAt = new long[n];
    }

    @Override
    protected double next(final double x) {
        final double rank = sign * x;
        seen++;
        while (tail > head && candidates[(int) ((tail - 1) % n)] <= rank) {
            tail--;
        }
        if (tail > head && bornAt[(int) (head % n)] <= seen - n) {
            head++;
        }
        final int slot = (int) (tail % n);
        candidates[slot] = rank;
        bornAt[slot] = seen;
        tail++;
        if (seen < n) {
            return Double.NaN;
        }
        final int first = (int) (head % n);
        return age ? seen - bornAt[first] : sign * candidates[first];
    }
}
