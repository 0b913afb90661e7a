package io.ringmaster.strategies.indicator;

import java.util.Arrays;

/** Another indicator's value some bars ago. */
final class Lag extends Derived {

    private final double[] past;
    private int next;

    Lag(final Indicator of, final int bars) {
        super(of, bars + 1, bars + 1);
        past = new double[bars];
        Arrays.fill(past, Double.NaN);
    }

    @Override
    protected double next(final double x) {
        final double then = past[next];
        past[next] = x;
        next = next + 1 == past.length ? 0 : next + 1;
        return then;
    }
}
