package io.ringmaster.strategies.indicator.window;

/**
 * Running sums that keep their digits while values are added and subtracted for years: each sum has the rounding error of its additions
 * beside it (Knuth's two-sum, Dekker's product by fused multiply-add). They are good to about 30 decimal digits. Several sums lie side by
 * side, by number from 0.
 */
public final class CompensatedSums {

    /** A sum smaller than this share of the largest value ever added is rounding, and counts as 0. */
    public static final double NOTHING = 1e-20;
    /** The same share for a difference of two sums that cancel. */
    private static final double CANCELLED = 1e-24;

    private static final int ERROR = 1;
    private static final int LARGEST = 2;
    private static final int EACH = 3;

    /** For each: its sum, the error of the sum, and the largest value ever added. */
    private final double[] all;

    public CompensatedSums(final int count) {
        all = new double[EACH * count];
    }

    public void add(final int i, final double x) {
        final int at = EACH * i;
        final double sum = all[at];
        final double next = sum + x;
        all[at] = next;
        all[at + ERROR] += lost(sum, x, next);
        all[at + LARGEST] = Math.max(all[at + LARGEST], Math.abs(x));
    }

    /** The rounding error of {@code sum + x}, which gave {@code next}. */
    public static double lost(final double sum, final double x, final double next) {
        final double added = next - sum;
        return (sum - (next - added)) + (x - added);
    }

    /** Adds {@code a * b} just as exactly. */
    public void addProduct(final int i, final double a, final double b) {
        final double product = a * b;
        add(i, product);
        all[EACH * i + ERROR] += Math.fma(a, b, -product);
    }

    /** Adds {@code factor} times a sum of others. */
    public void addProduct(final int i, final double factor, final CompensatedSums others, final int other) {
        addProduct(i, factor, others.all[EACH * other]);
        addProduct(i, factor, others.all[EACH * other + ERROR]);
    }

    /** {@code a * x - b * y}, x and y the i-th of some sums. If the two cancel, the remainder is as exact as the sums are. */
    public static double difference(final int i, final double a, final CompensatedSums xs, final double b, final CompensatedSums ys) {
        final double x = xs.settle(i);
        final double y = ys.settle(i);
        final double left = a * x;
        final double right = b * y;
        final double lost = Math.fma(a, x, -left) - Math.fma(b, y, -right) + (a * xs.error(i) - b * ys.error(i));
        final double difference = left - right + lost;
        final double rest = Math.max(NOTHING * Math.abs(left), CANCELLED * Math.abs(a) * xs.all[EACH * i + LARGEST]);
        return Math.abs(difference) <= rest ? 0 : difference;
    }

    /** {@code n} times the sum of squares of n values less the square of their sum, which is n^2 times their variance; never negative. */
    public static double spread(final int i, final double n, final CompensatedSums values, final CompensatedSums squares) {
        final double sum = values.settle(i);
        return Math.max(0, difference(i, n, squares, sum, values) - sum * values.error(i));
    }

    /** Likewise by weight: the sum of weights times that of weighted squares less the square of that of weighted values. */
    public static double spread(final int i, final CompensatedSums weights, final CompensatedSums values, final CompensatedSums squares) {
        final double weight = weights.settle(i);
        final double sum = values.settle(i);
        final double difference = difference(i, weight, squares, sum, values);
        return Math.max(0, difference + weights.error(i) * squares.all[EACH * i] - sum * values.error(i));
    }

    private double error(final int i) {
        return all[EACH * i + ERROR];
    }

    public void clear(final int i) {
        final int at = EACH * i;
        all[at] = 0;
        all[at + ERROR] = 0;
        all[at + LARGEST] = 0;
    }

    public double value(final int i) {
        final double sum = settle(i);
        return Math.abs(sum) <= NOTHING * all[EACH * i + LARGEST] ? 0 : sum;
    }

    /** Moves the error into the sum, so that its own rounding does not add up; returns the sum without the rest. */
    private double settle(final int i) {
        final int at = EACH * i;
        final double sum = all[at];
        final double whole = sum + all[at + ERROR];
        all[at + ERROR] -= whole - sum;
        all[at] = whole;
        return whole;
    }
}
