package io.ringmaster.strategies.indicator.pattern;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.window.SortedWindow;

/** How many of the last n values lie within a share of another indicator's value. Costs what a {@link SortedWindow} does. */
final class Touches extends Derived {

    /** Prices exactly at the edge count as within, whatever the rounding. */
    private static final double ROUNDING = 1e-12;

    private final SortedWindow window;
    private final Indicator level;
    private final double share;

    Touches(final Indicator of, final Indicator level, final int n, final double share) {
        super(of, n, n);
        this.level = level;
        this.share = share + ROUNDING;
        window = new SortedWindow(n);
    }

    @Override
    protected double next(final double x) {
        window.push(x);
        if (!window.isFull()) {
            return Double.NaN;
        }
        final double distance = share * level.value();
        return window.below(level.value() + distance) - window.below(level.value() - distance);
    }
}
