package io.ringmaster.strategies.indicator.pattern;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Indicator;

/**
 * Renko bricks, their length a multiple of the average true range when it was first known: 1 on a bar that completes a brick upwards, -1
 * downwards, else 0. A turn takes two bricks.
 */
final class Renko extends Derived {

    private final Indicator close;
    private final double multiple;
    private double brick;
    private double top;
    private double bottom;

    Renko(final Indicator range, final Indicator close, final double multiple) {
        super(range, 1, 1);
        this.close = close;
        this.multiple = multiple;
    }

    @Override
    protected double next(final double range) {
        final double now = close.value();
        if (brick == 0) {
            brick = multiple * range;
            top = now;
            bottom = now;
            return 0;
        }
        if (brick > 0 && now >= top + brick) {
            top += brick * Math.floor((now - top) / brick);
            bottom = top - brick;
            return 1;
        }
        if (brick > 0 && now <= bottom - brick) {
            bottom -= brick * Math.floor((bottom - now) / brick);
            top = bottom + brick;
            return -1;
        }
        return 0;
    }
}
