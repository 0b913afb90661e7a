package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.window.Window;

/**
 * Variable-index moving average, VAR in the OTT's source: {@code mean += a k (x - mean)} with a = 2 / (n + 1) and k the Chande momentum,
 * |(rises - falls) / (rises + falls)| of the last {@code momentumBars} changes; 0 where nothing moved.
 */
final class Vidya extends Derived {

    private static final int SETTLED = 200;

    private final double weight;
    private final boolean seedWithFirst;
    private final Window rises;
    private final Window falls;
    private double before = Double.NaN;
    private double seed;
    private double mean;

    /** @param seedWithFirst with the first value; otherwise with 0 as in the source, which takes hundreds of bars to be forgotten */
    Vidya(final Indicator of, final int n, final int momentumBars, final boolean seedWithFirst) {
        super(of, momentumBars + 1, SETTLED);
        this.seedWithFirst = seedWithFirst;
        weight = 2.0 / (n + 1);
        rises = new Window(momentumBars);
        falls = new Window(momentumBars);
    }

    @Override
    protected double next(final double x) {
        if (Double.isNaN(before)) {
            seed = seedWithFirst ? x : 0;
            mean = seed;
        } else {
            rises.push(Math.max(x - before, 0));
            falls.push(Math.max(before - x, 0));
        }
        before = x;
        if (!rises.isFull()) {
            return Double.NaN;
        }
        final double rise = rises.sum().value();
        final double fall = falls.sum().value();
        final double momentum = rise + fall == 0 ? 0 : Math.abs((rise - fall) / (rise + fall));
        mean = weight * momentum * x + (1 - weight * momentum) * mean;
        return mean;
    }

    /** Its value before the first output. */
    double seed() {
        return seed;
    }
}
