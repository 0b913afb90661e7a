package io.ringmaster.inference.contract;

/**
 * Mean and deviation of the last n values, as a tree over the window: each node has the count, the mean and the squared deviations of the values
 * below it. A value costs log n merges. What leaves the window leaves no rounding behind, unlike with running sums, and equal values deviate by
 * exactly 0.
 *
 * @see <a href="https://doi.org/10.1080/00031305.1983.10483115">Chan, Golub and LeVeque 1983, on merging</a>
 */
final class RollingMoments {

    private final int n;
    private final int leaves;
    /** By node; the root is 1, and the children of i are 2 i and 2 i + 1. */
    private final int[] counts;
    private final double[] means;
    private final double[] squares;
    private int next;

    RollingMoments(final int n) {
        this.n = n;
        leaves = Integer.highestOneBit(2 * n - 1);
        counts = new int[2 * leaves];
        means = new double[2 * leaves];
        squares = new double[2 * leaves];
    }

    void add(final double value) {
        int node = leaves + next;
        counts[node] = 1;
        means[node] = value;
        next = (next + 1) % n;
        for (node /= 2; node > 0; node /= 2) {
            merge(node, 2 * node, 2 * node + 1);
        }
    }

    private void merge(final int node, final int left, final int right) {
        final int count = counts[left] + counts[right];
        final double apart = means[right] - means[left];
        final double share = counts[right] / (double) count;
        counts[node] = count;
        means[node] = counts[left] == 0 ? means[right] : means[left] + apart * share;
        squares[node] = squares[left] + squares[right] + (counts[left] == 0 ? 0 : apart * apart * counts[left] * share);
    }

    /** NaN before n values; 0 where they are all equal. */
    double zScore(final double value) {
        if (counts[1] < n) {
            return Double.NaN;
        }
        final double deviation = Math.sqrt(squares[1] / n);
        return deviation == 0 ? 0 : (value - means[1]) / deviation;
    }
}
