package io.ringmaster.strategies.indicator.trend;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;

/**
 * Stop of a position that is entered when the close crosses above its mean: the highest close since less a multiple of the average true
 * range, never lowered. 0 while there is no such position; a close below the stop ends it, with the stop still shown on that bar.
 */
final class VolatilityStop extends Derived {

    private static final int SETTLED = 200;

    private final Indicator close;
    private final Indicator mean;
    private final double multiplier;
    private boolean isIn;
    private double peak;
    private double stop;

    VolatilityStop(final Indicator range, final Indicator close, final Indicator mean, final double multiplier) {
        super(range, 1, SETTLED);
        this.close = close;
        this.mean = mean;
        this.multiplier = multiplier;
    }

    @Override
    protected double next(final double range) {
        final double now = close.value();
        if (isIn) {
            peak = Math.max(peak, now);
            stop = Math.max(stop, peak - multiplier * range);
            isIn = now >= stop;
            return stop;
        }
        if (now > mean.value() && close.previous() <= mean.previous()) {
            isIn = true;
            peak = now;
            stop = now - multiplier * range;
            return stop;
        }
        return 0;
    }
}
