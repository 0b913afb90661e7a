package io.ringmaster.strategies.indicator;

/** Sum of all values since the first bar. Its level depends on where it began; only its changes mean something. */
final class Total extends Derived {

    private final CompensatedSum sum = new CompensatedSum();

    Total(final Indicator of) {
        super(of, 1, 1);
    }

    @Override
    protected double next(final double x) {
        sum.add(x);
        return sum.value();
    }
}
