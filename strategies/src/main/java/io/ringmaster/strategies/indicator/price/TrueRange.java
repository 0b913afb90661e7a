package io.ringmaster.strategies.indicator.price;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;

/** max(high - low, |high - previous close|, |low - previous close|); NaN on the first bar. */
final class TrueRange extends Single {

    private double closeBefore = Double.NaN;

    @Override
    public int warmupBars() {
        return 2;
    }

    @Override
    protected double next(final Bar bar) {
        final double before = closeBefore;
        closeBefore = bar.close;
        return Math.max(bar.high - bar.low, Math.max(Math.abs(bar.high - before), Math.abs(bar.low - before)));
    }
}
