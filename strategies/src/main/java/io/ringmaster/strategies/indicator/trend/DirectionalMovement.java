package io.ringmaster.strategies.indicator.trend;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;

/**
 * Wilder's directional movement as TA-Lib computes it: sums of movement and range that lose an n-th each bar. The value is +DI, upward
 * movement in per cent of the range; {@link #minus} is -DI. Both are 0 without a range.
 */
final class DirectionalMovement extends Single {

    private static final int SETTLING = 10;

    private final int n;
    private int seen;
    private double highBefore;
    private double lowBefore;
    private double closeBefore;
    private double plus;
    private double minus;
    private double range;

    DirectionalMovement(final int n) {
        this.n = n;
    }

    @Override
    public int warmupBars() {
        return n + 1;
    }

    @Override
    public int settledBars() {
        return SETTLING * n + 1;
    }

    @Override
    protected double next(final Bar bar) {
        if (seen > 0) {
            move(bar);
        }
        seen = Math.min(seen + 1, n + 1);
        highBefore = bar.high;
        lowBefore = bar.low;
        closeBefore = bar.close;
        return seen <= n ? Double.NaN : share(plus);
    }

    private void move(final Bar bar) {
        final double up = bar.high - highBefore;
        final double down = lowBefore - bar.low;
        final double keep = seen < n ? 1 : 1 - 1.0 / n;     // The first n - 1 movements are summed; from then on each loses its share.
        plus = plus * keep + (up > down && up > 0 ? up : 0);
        minus = minus * keep + (down > up && down > 0 ? down : 0);
        range = range * keep + Math.max(
            bar.high - bar.low, Math.max(Math.abs(bar.high - closeBefore), Math.abs(bar.low - closeBefore)));
    }

    private double share(final double movement) {
        return range == 0 ? 0 : 100 * movement / range;
    }

    double minus() {
        return share(minus);
    }
}
