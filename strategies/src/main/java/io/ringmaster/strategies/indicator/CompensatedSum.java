package io.ringmaster.strategies.indicator;

/** One of {@link CompensatedSums} on its own. */
final class CompensatedSum {

    private final CompensatedSums one = new CompensatedSums(1);

    void add(final double x) {
        one.add(0, x);
    }

    void addProduct(final double a, final double b) {
        one.addProduct(0, a, b);
    }

    /** Adds {@code factor} times another sum. */
    void addProduct(final double factor, final CompensatedSum other) {
        one.addProduct(0, factor, other.one, 0);
    }

    void clear() {
        one.clear(0);
    }

    double value() {
        return one.value(0);
    }
}
