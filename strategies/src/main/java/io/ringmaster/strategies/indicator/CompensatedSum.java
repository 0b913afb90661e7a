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

    /** Adds {@code factor} times the product of two sums. */
    void addProduct(final double factor, final CompensatedSum a, final CompensatedSum b) {
        final double product = a.sum * b.sum;
        addProduct(factor, product);
        addProduct(factor, Math.fma(a.sum, b.sum, -product));
        add(factor * (a.sum * b.error + a.error * b.sum));
    }

    void clear() {
        sum = 0;
        error = 0;
        largest = 0;
    }

    double value() {
        final double whole = sum + error;
        error -= whole - sum;       // Kept small, or its own rounding would add up.
        sum = whole;
        return Math.abs(whole) <= NOTHING * largest ? 0 : whole;
    }
}
