package io.ringmaster.strategies.indicator;

/** The last {@code n} values, and their running sum. */
final class Window extends Past {

    private final CompensatedSum sum = new CompensatedSum();

    Window(final int n) {
        super(n);
    }

    @Override
    double push(final double value) {
        final double leaves = super.push(value);
        sum.add(value);
        sum.add(-leaves);
        return leaves;
    }

    CompensatedSum sum() {
        return sum;
    }
}
