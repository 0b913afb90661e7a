package io.ringmaster.strategies.indicator.trend;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;

/**
 * Trailing stop by average true range that only tightens. It is below the close while the market rises, and above it after a close beyond the
 * stop. It starts below.
 */
final class AtrStop extends Derived {

    private static final int SETTLED = 200;

    private final Indicator close;
    private final double multiplier;
    private double trail = Double.NaN;
    private boolean isUp = true;

    AtrStop(final Indicator range, final Indicator close, final double multiplier) {
        super(range, 1, SETTLED);
        this.close = close;
        this.multiplier = multiplier;
    }

    @Override
    protected double next(final double range) {
        final double now = close.value();
        final double distance = multiplier * range;
        if (Double.isNaN(trail)) {
            trail = now - distance;
        } else if (isUp) {
            isUp = now >= trail;
            trail = isUp ? Math.max(trail, now - distance) : now + distance;
        } else {
            isUp = now > trail;
            trail = isUp ? now - distance : Math.min(trail, now + distance);
        }
        return trail;
    }

    double direction() {
        return isUp ? 1 : -1;
    }
}
