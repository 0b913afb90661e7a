package io.ringmaster.lab.trial;

import io.ringmaster.lab.statistics.Interval;
import io.ringmaster.lab.statistics.SharpeRatio;
import io.ringmaster.lab.statistics.StationaryBootstrap;

/**
 * A Sharpe ratio with everything that must stand beside it.
 *
 * @param ratio        of one period
 * @param periodsAYear NaN if periods have no known length; then nothing is annualised
 * @param interval     95 % interval of the ratio of one period, by stationary bootstrap
 */
public record JudgedSharpe(SharpeRatio ratio, double periodsAYear, Interval interval, TrialCount trials) {

    /** Of the interval and of the minimum track record. */
    public static final double CONFIDENCE = 0.95;

    private static final int DRAWS = 2_000;
    private static final long SEED = 1;

    public static JudgedSharpe of(final double[] returns, final double periodsAYear, final TrialCount trials) {
        return new JudgedSharpe(
            SharpeRatio.of(returns), periodsAYear, StationaryBootstrap.ofSharpe(returns, CONFIDENCE, DRAWS, SEED), trials);
    }

    /** A ratio of which nothing is to be said, because the time is too short. */
    public static JudgedSharpe unknown(final TrialCount trials) {
        return new JudgedSharpe(new SharpeRatio(Double.NaN, 0, Double.NaN, Double.NaN), Double.NaN, Interval.UNKNOWN, trials);
    }

    public boolean isKnown() {
        return ratio.isDefined();
    }

    public double annual() {
        return ratio.annual(periodsAYear);
    }

    public Interval annualInterval() {
        return interval.times(Math.sqrt(periodsAYear));
    }

    /** Probability that the true ratio is above 0. */
    public double psr() {
        return isKnown() ? ratio.probabilistic(0) : Double.NaN;
    }

    /** Probability that the true ratio is above what the best of so many trials shows by luck. */
    public double dsr() {
        return isKnown() ? ratio.deflated(trials.trials(), trials.varianceFor(ratio)) : Double.NaN;
    }

    /** Periods that a ratio like this one needs until it is above 0 with 95 %; infinite if it is not above 0. */
    public double minimumTrackRecord() {
        return isKnown() ? ratio.minimumTrackRecord(0, CONFIDENCE) : Double.NaN;
    }
}
