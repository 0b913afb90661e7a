package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.window.CompensatedSum;

/**
 * Kaufman's adaptive moving average: moves by the square of a smoothing between {@code fast} and {@code slow}, chosen by how straight the
 * last n changes went. Begins at the value before its first.
 */
final class Kama extends Derived {

    private static final int SETTLING = 5;

    private final int n;
    private final double fastest;
    private final double slowest;
    private final CompensatedSum steps = new CompensatedSum();
    private Histories histories;
    private int past;
    private double mean;

    Kama(final Indicator of, final int n, final int fast, final int slow) {
        super(of, n + 1, n + SETTLING * slow);
        this.n = n;
        fastest = 2.0 / (fast + 1);
        slowest = 2.0 / (slow + 1);
    }

    @Override
    protected void lookBack(final Histories all) {
        histories = all;
        past = all.keep(source(), n + 1);
    }

    @Override
    protected double next(final double x) {
        final int seen = histories.count(past);
        if (seen == 0) {
            return Double.NaN;
        }
        steps.add(Math.abs(x - histories.ago(past, 1)));
        if (seen > n) {
            steps.add(-Math.abs(histories.ago(past, n) - histories.ago(past, n + 1)));
        }
        if (seen < n) {
            mean = x;
            return Double.NaN;
        }
        final double way = steps.value();
        final double distance = Math.abs(x - histories.ago(past, n));
        // A market that stands still went perfectly straight, and so, by its rounding, did one that moved only once (TA-Lib's rule).
        final double efficiency = way <= distance || way == 0 ? 1 : distance / way;
        final double smoothing = efficiency * (fastest - slowest) + slowest;
        mean += smoothing * smoothing * (x - mean);
        return mean;
    }
}
