package io.ringmaster.strategies.indicator.price;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;

/** When the bar closed, in seconds since the epoch; warm from the first bar. */
final class CloseTime extends Single {

    private static final double NS = 1e9;

    @Override
    public int warmupBars() {
        return 1;
    }

    @Override
    protected double next(final Bar bar) {
        return bar.closeTimeNs / NS;
    }
}
