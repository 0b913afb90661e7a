package io.ringmaster.strategies.indicator.window;

/** The last {@code n} values, and their running sum. */
public final class Window extends Past {

    private final CompensatedSum sum = new CompensatedSum();

    public Window(final int n) {
        super(n);
    }

    @Override
    public double push(final double value) {
        final double leaves = super.push(value);
        sum.add(value);
        sum.add(-leaves);
        return leaves;
    }

    public CompensatedSum sum() {
        return sum;
    }
}
