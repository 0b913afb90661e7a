package io.ringmaster.strategies.indicator;

/**
 * A running sum to which values are added and from which they are taken away for years without losing digits: each addition's rounding
 * error is kept beside it (Knuth's two-sum, Dekker's product by way of fused multiply-add). Good to about 30 decimal digits.
 */
final class CompensatedSum {

    /** What is smaller than this share of the largest value ever added is the rest of rounding, and 0. */
    static final double NOTHING = 1e-20;

    private double sum;
    private double error;
    private double largest;

    void add(final double x) {
        final double next = sum + x;
        error += lost(sum, x, next);
        sum = next;
        largest = Math.max(largest, Math.abs(x));
    }

    /** What rounding took from {@code sum + x} on the way to {@code next}. */
    static double lost(final double sum, final double x, final double next) {
        final double added = next - sum;
        return (sum - (next - added)) + (x - added);
    }

    /** Adds {@code a * b} as exactly. */
    void addProduct(final double a, final double b) {
        final double product = a * b;
        add(product);
        error += Math.fma(a, b, -product);
    }

    /** Adds {@code factor} times another sum. */
    void addProduct(final double factor, final CompensatedSum other) {
        addProduct(factor, other.sum);
        addProduct(factor, other.error);
    }

    /** {@code a * x - b * y}; where the two cancel, what remains is as good as the sums are. */
    static double difference(final double a, final CompensatedSum x, final double b, final CompensatedSum y) {
        x.settle();
        y.settle();
        final double left = a * x.sum;
        final double right = b * y.sum;
        final double lost = Math.fma(a, x.sum, -left) - Math.fma(b, y.sum, -right) + (a * x.error - b * y.error);
        final double difference = left - right + lost;
        return Math.abs(difference) <= NOTHING * Math.abs(left) ? 0 : difference;
    }

    /** {@code n} times the sum of squares of n values less the square of their sum, which is n^2 times their variance; never negative. */
    static double spread(final double n, final CompensatedSum values, final CompensatedSum squares) {
        values.settle();
        return Math.max(0, difference(n, squares, values.sum, values) - values.sum * values.error);
    }

    void clear() {
        sum = 0;
        error = 0;
        largest = 0;
    }

    double value() {
        settle();
        return Math.abs(sum) <= NOTHING * largest ? 0 : sum;
    }

    /** Keeps the error small, or its own rounding would add up. */
    private void settle() {
        final double whole = sum + error;
        error -= whole - sum;
        sum = whole;
    }
}
