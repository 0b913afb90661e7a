package io.ringmaster.strategies.indicator.volume;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;
import io.ringmaster.strategies.indicator.claim.Claims;

/**
 * Klinger's volume force: 100 x volume x trend x |2 (dm / cm - 1)|. The trend is 1 if high + low + close rose and -1 if not, dm is high -
 * low, and cm is the sum of dm since the trend last turned. Sums that agree to 10 digits are equal, so that the rounding of an exact tie does
 * not turn the trend.
 */
final class KlingerForce extends Single {

    private static final int SETTLED = 50;

    private double sumBefore = Double.NaN;
    private double moveBefore;
    private double cumulated;
    private int trend;

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
        final double sum = bar.high + bar.low + bar.close;
        final double move = bar.high - bar.low;
        final double before = sumBefore;
        final double lastMove = moveBefore;
        sumBefore = sum;
        moveBefore = move;
        if (Double.isNaN(before)) {
            return Double.NaN;
        }
        final int now = Claims.isAbove(sum, before) ? 1 : -1;
        cumulated = now == trend ? cumulated + move : lastMove + move;
        trend = now;
        return cumulated == 0 ? 0 : 100 * bar.volume * trend * Math.abs(2 * (move / cumulated - 1));
    }
}
