package io.ringmaster.strategies.indicator.pattern;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;

/**
 * The last fractal (Bill Williams): a high above the k highs on either side, known k bars later; mirrored for lows. Before the first,
 * the highest (lowest) of the 2 k + 1 bars.
 */
final class Fractal extends Derived {

    private static final int SETTLED = 50;

    private final Indicator middle;
    private final Indicator newer;
    private final double sign;
    private double last = Double.NaN;

    /**
     * @param older highest of the k before the middle
     * @param newer highest of the k behind it
     */
    Fractal(final Indicator older, final Indicator middle, final Indicator newer, final int k, final boolean high) {
        super(older, 1, SETTLED * k);
        this.middle = middle;
        this.newer = newer;
        sign = high ? 1 : -1;
    }

    @Override
    protected double next(final double older) {
        final double between = sign * middle.value();
        final double others = Math.max(sign * older, sign * newer.value());
        if (between > others) {
            last = sign * between;
        } else if (Double.isNaN(last)) {
            last = sign * others;
        }
        return last;
    }
}
