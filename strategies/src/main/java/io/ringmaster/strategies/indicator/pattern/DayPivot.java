package io.ringmaster.strategies.indicator.pattern;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;

/**
 * Floor-trader pivots of the last whole UTC day: the value is (high + low + close) / 3. Until a day has ended they are those of the bars so
 * far, so they settle after two days at most.
 */
final class DayPivot extends Single {

    private static final long DAY_NS = 86_400_000_000_000L;

    private long day = Long.MIN_VALUE;
    private double high;
    private double low;
    private double close;
    private double lastHigh;
    private double lastLow;
    private double lastClose;
    private boolean hasDay;

    @Override
    public int warmupBars() {
        return 1;
    }

    @Override
    protected double next(final Bar bar) {
        final long today = Math.floorDiv(bar.openTimeNs, DAY_NS);
        if (today == day) {
            high = Math.max(high, bar.high);
            low = Math.min(low, bar.low);
        } else {
            hasDay = day != Long.MIN_VALUE;
            keep();
            day = today;
            high = bar.high;
            low = bar.low;
        }
        close = bar.close;
        if (!hasDay) {
            keep();
        }
        return (lastHigh + lastLow + lastClose) / 3;
    }

    private void keep() {
        lastHigh = high;
        lastLow = low;
        lastClose = close;
    }

    double range() {
        return lastHigh - lastLow;
    }

    double firstResistance() {
        return 2 * value() - lastLow;
    }

    double firstSupport() {
        return 2 * value() - lastHigh;
    }
}
