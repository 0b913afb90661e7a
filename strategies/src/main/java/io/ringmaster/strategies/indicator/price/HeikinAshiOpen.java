package io.ringmaster.strategies.indicator.price;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;

/** Open of the Heikin-Ashi bar: the middle of the last one's body, recursively; on the first bar (open + close) / 2. */
final class HeikinAshiOpen extends Derived {

    private static final int SETTLED = 40;

    private final Indicator open;
    private final Indicator close;
    private double middle = Double.NaN;

    /** @param haClose mean of the four prices */
    HeikinAshiOpen(final Indicator haClose, final Indicator open, final Indicator close) {
        super(haClose, 1, SETTLED);
        this.open = open;
        this.close = close;
    }

    @Override
    protected double next(final double haClose) {
        final double now = Double.isNaN(middle) ? (open.value() + close.value()) / 2 : middle;
        middle = (now + haClose) / 2;
        return now;
    }
}
