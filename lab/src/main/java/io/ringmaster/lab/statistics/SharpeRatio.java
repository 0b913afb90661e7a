package io.ringmaster.lab.statistics;

/**
 * A Sharpe ratio of one period, not of a year, with what its uncertainty depends on. Everything is NaN without spread.
 *
 * @param value    mean return over sample deviation
 * @param periods  number of returns
 * @param skewness population skewness
 * @param kurtosis population kurtosis, 3 for a normal distribution: not the excess over 3
 */
public record SharpeRatio(double value, long periods, double skewness, double kurtosis) {

    private static final double EULER_MASCHERONI = 0.577215664901532860606512090082402431;

    public static SharpeRatio of(final double[] returns) {
        final Moments moments = new Moments();
        for (final double each : returns) {
            moments.add(each);
        }
        return of(moments);
    }

    public static SharpeRatio of(final Moments moments) {
        final double deviation = moments.deviation();
        return new SharpeRatio(
            deviation > 0 ? moments.mean() / deviation : Double.NaN, moments.count(), moments.skewness(), moments.kurtosis());
    }

    public boolean isDefined() {
        return Double.isFinite(value) && Double.isFinite(skewness) && Double.isFinite(kurtosis) && periods > 1;
    }

    /** The ratio of a year. */
    public double annual(final double periodsAYear) {
        return value * Math.sqrt(periodsAYear);
    }

    /**
     * Of returns that are independent of each other.
     *
     * @see <a href="https://doi.org/10.21314/JOR.2012.255">Bailey and López de Prado 2012, The Sharpe ratio efficient frontier, equation 9</a>
     */
    public double standardError() {
        return Math.sqrt(spread() / (periods - 1));
    }

    private double spread() {
        return 1 - skewness * value + (kurtosis - 1) / 4 * value * value;
    }

    /**
     * Probabilistic Sharpe ratio: the probability that the true ratio is above the benchmark.
     *
     * @param benchmark a ratio of one period
     * @see <a href="https://doi.org/10.21314/JOR.2012.255">Bailey and López de Prado 2012, equation 11</a>
     */
    public double probabilistic(final double benchmark) {
        return Normal.cumulative((value - benchmark) / standardError());
    }

    /**
     * Deflated Sharpe ratio: the probability that the true ratio is above what the best of so many trials without any skill shows.
     *
     * @param trials   number of trials, this one included
     * @param variance of the trials' ratios of one period
     * @see <a href="https://doi.org/10.3905/jpm.2014.40.5.094">Bailey and López de Prado 2014, The deflated Sharpe ratio</a>
     */
    public double deflated(final long trials, final double variance) {
        return probabilistic(expectedMaximum(trials, variance));
    }

    /**
     * The Sharpe ratio that the best of several trials without skill is expected to show.
     *
     * @param variance of the trials' ratios
     * @see <a href="https://doi.org/10.3905/jpm.2014.40.5.094">Bailey and López de Prado 2014, equation 1</a>
     */
    public static double expectedMaximum(final long trials, final double variance) {
        return trials <= 1 ? 0 : Math.sqrt(variance) * expectedMaximum(trials);
    }

    /** Expected maximum of standard normal draws. */
    private static double expectedMaximum(final long draws) {
        return (1 - EULER_MASCHERONI) * Normal.quantile(1 - 1.0 / draws) + EULER_MASCHERONI * Normal.quantile(1 - 1 / (draws * Math.E));
    }

    /**
     * Minimum track record length: periods after which a ratio like this one is above the benchmark with the given confidence. Infinite if it is not
     * above the benchmark.
     *
     * @param benchmark  a ratio of one period
     * @param confidence such as 0.95
     * @see <a href="https://doi.org/10.21314/JOR.2012.255">Bailey and López de Prado 2012, equation 13</a>
     */
    public double minimumTrackRecord(final double benchmark, final double confidence) {
        if (value <= benchmark) {
            return Double.POSITIVE_INFINITY;
        }
        final double deviations = Normal.quantile(confidence) / (value - benchmark);
        return 1 + spread() * deviations * deviations;
    }

    /**
     * Minimum backtest length in years: in a shorter one, the best of so many trials without skill is expected to show this ratio.
     *
     * @param annual Sharpe ratio of a year
     * @see <a href="https://doi.org/10.1090/noti1105">Bailey, Borwein, López de Prado and Zhu 2014, Pseudo-mathematics and financial charlatanism</a>
     */
    public static double minimumBacktestYears(final long trials, final double annual) {
        final double needed = trials <= 1 ? 0 : expectedMaximum(trials) / annual;
        return needed * needed;
    }
}
