package io.ringmaster.strategies.indicator;

/** Wilder's recursion: the mean of the first n values, then {@code (previous (n - 1) + value) / n}. */
final class WilderMean {

    private final int n;
    private int seen;
    private double mean;

    WilderMean(final int n) {
        this.n = n;
    }

    /** @return NaN before the n-th value */
    double add(final double value) {
        seen++;
        if (seen <= n) {
            mean += value / n;
            return seen == n ? mean : Double.NaN;
        }
        mean = (mean * (n - 1) + value) / n;
        return mean;
    }
}
