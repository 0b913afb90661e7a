package io.ringmaster.strategies.indicator;

import java.util.Arrays;

/** Another indicator's value some bars ago. */
final class Lag extends Indicator {

    private final Indicator of;
    private final double[] past;
    private int next;

    Lag(final Indicator of, final int bars) {
        this.of = of;
        past = new double[bars];
        Arrays.fill(past, Double.NaN);
    }

    @Override
    public int warmupBars() {
        return of.warmupBars() + past.length;
    }

    @Override
    protected double next(final Bar bar) {
        final double then = past[next];
        past[next] = of.value();
        next = next + 1 == past.length ? 0 : next + 1;
        return then;
    }
}
