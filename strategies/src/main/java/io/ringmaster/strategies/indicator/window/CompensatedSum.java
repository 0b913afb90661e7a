package io.ringmaster.strategies.indicator.window;

/** One of {@link CompensatedSums} on its own. */
public final class CompensatedSum {

    private final CompensatedSums one = new CompensatedSums(1);

    public void add(final double x) {
        one.add(0, x);
    }

    public void addProduct(final double a, final double b) {
        one.addProduct(0, a, b);
    }

    /** Adds {@code factor} times another sum. */
    public void addProduct(final double factor, final CompensatedSum other) {
        one.addProduct(0, factor, other.one, 0);
    }

    public void clear() {
        one.clear(0);
    }

    public double value() {
        return one.value(0);
    }
}
