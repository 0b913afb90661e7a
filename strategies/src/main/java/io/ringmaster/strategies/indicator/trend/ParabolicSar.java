package io.ringmaster.strategies.indicator.trend;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;

/**
 * Parabolic stop and reverse by Wilder as TA-Lib has it: begins on the second bar, short if the low fell by more than the high rose; the
 * stop never enters the range of the last two bars.
 */
final class ParabolicSar extends Single {

    private static final int SETTLED = 200;

    private final double step;
    private final double max;
    private long seen;
    private double highBefore;
    private double lowBefore;
    private boolean isLong;
    private double stop;
    private double extreme;
    private double acceleration;

    ParabolicSar(final double step, final double max) {
        this.step = Math.min(step, max);
        this.max = max;
    }

    @Override
    public int warmupBars() {
        return 2;
    }

    @Override
    public int settledBars() {
        return SETTLED;
    }

    @Override
    protected double next(final Bar bar) {
        seen++;
        final double value = seen == 1 ? Double.NaN : advance(bar);
        highBefore = bar.high;
        lowBefore = bar.low;
        return value;
    }

    private double advance(final Bar bar) {
        if (seen == 2) {
            begin(bar);
        }
        final double value = isLong ? whileLong(bar) : whileShort(bar);
        return value;
    }

    private void begin(final Bar bar) {
        final double fall = lowBefore - bar.low;
        isLong = !(fall > 0 && fall > bar.high - highBefore);
        extreme = isLong ? bar.high : bar.low;
        stop = isLong ? lowBefore : highBefore;
        acceleration = step;
        // The source compares the first bar with itself.
        highBefore = bar.high;
        lowBefore = bar.low;
    }

    private double whileLong(final Bar bar) {
        if (bar.low <= stop) {
            isLong = false;
            final double reversed = Math.max(extreme, Math.max(highBefore, bar.high));
            acceleration = step;
            extreme = bar.low;
            stop = Math.max(reversed + acceleration * (extreme - reversed), Math.max(highBefore, bar.high));
            return reversed;
        }
        final double value = stop;
        if (bar.high > extreme) {
            extreme = bar.high;
            acceleration = Math.min(acceleration + step, max);
        }
        stop = Math.min(stop + acceleration * (extreme - stop), Math.min(lowBefore, bar.low));
        return value;
    }

    private double whileShort(final Bar bar) {
        if (bar.high >= stop) {
            isLong = true;
            final double reversed = Math.min(extreme, Math.min(lowBefore, bar.low));
            acceleration = step;
            extreme = bar.high;
            stop = Math.min(reversed + acceleration * (extreme - reversed), Math.min(lowBefore, bar.low));
            return reversed;
        }
        final double value = stop;
        if (bar.low < extreme) {
            extreme = bar.low;
            acceleration = Math.min(acceleration + step, max);
        }
        stop = Math.max(stop + acceleration * (extreme - stop), Math.max(highBefore, bar.high));
        return value;
    }
}
