package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;
import io.ringmaster.strategies.indicator.window.CompensatedSum;

/** Mean typical price weighted by volume since midnight UTC; the typical price where nothing was traded yet. */
final class SessionVwap extends Single {

    private static final long DAY_NS = 86_400_000_000_000L;

    private final CompensatedSum value = new CompensatedSum();
    private final CompensatedSum volume = new CompensatedSum();
    private long day = Long.MIN_VALUE;

    @Override
    public int warmupBars() {
        return 1;
    }

    @Override
    protected double next(final Bar bar) {
        final long today = Math.floorDiv(bar.openTimeNs, DAY_NS);
        if (today != day) {
            day = today;
            value.clear();
            volume.clear();
        }
        final double typical = (bar.high + bar.low + bar.close) / 3;
        value.addProduct(typical, bar.volume);
        volume.add(bar.volume);
        return volume.value() == 0 ? typical : value.value() / volume.value();
    }
}
