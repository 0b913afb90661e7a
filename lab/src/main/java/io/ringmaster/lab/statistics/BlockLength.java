package io.ringmaster.lab.statistics;

/**
 * The mean block length with which a stationary bootstrap keeps the dependence of a series.
 *
 * @see <a href="https://doi.org/10.1081/ETC-120028836">Politis and White 2004</a>, with the
 *      <a href="https://doi.org/10.1080/07474930802459016">correction of Patton, Politis and White 2009</a>
 */
public final class BlockLength {

    /** So many autocorrelations in sequence must be insignificant. */
    private static final int LEAST_LAGS = 5;
    private static final double DEVIATIONS = 2;

    private BlockLength() {
    }

    /** At least 1. */
    public static double of(final double[] series) {
        final int n = series.length;
        final int lags = Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + LEAST_LAGS);
        if (n < 2 * LEAST_LAGS) {
            return 1;
        }
        final double[] covariances = autocovariances(series, lags);
        if (!(covariances[0] > 0)) {
            return 1;
        }
        final int bandwidth = bandwidth(covariances, n);
        double slope = 0;
        double longRun = covariances[0];
        for (int lag = 1; lag <= bandwidth; lag++) {
            final double share = (double) lag / bandwidth;
            final double flatTop = share <= 0.5 ? 1 : 2 * (1 - share);
            slope += 2 * flatTop * lag * covariances[lag];
            longRun += 2 * flatTop * covariances[lag];
        }
        final double most = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
        final double length = StrictMath.cbrt(slope * slope / (longRun * longRun) * n);
        return Double.isNaN(length) ? 1 : Math.min(most, Math.max(1, length));
    }

    private static double[] autocovariances(final double[] series, final int lags) {
        final Sum total = new Sum();
        for (final double each : series) {
            total.add(each);
        }
        final double mean = total.value() / series.length;
        final double[] covariances = new double[lags + 1];
        for (int lag = 0; lag <= lags; lag++) {
            double sum = 0;
            for (int i = lag; i < series.length; i++) {
                sum += (series[i] - mean) * (series[i - lag] - mean);
            }
            covariances[lag] = sum / series.length;
        }
        return covariances;
    }

    /** Twice the first lag from which on the autocorrelations are insignificant; all lags if there is none. */
    private static int bandwidth(final double[] covariances, final int n) {
        final int lags = covariances.length - 1;
        final double limit = DEVIATIONS * Math.sqrt(StrictMath.log10(n) / n) * covariances[0];
        int insignificant = 0;
        for (int lag = 1; lag < lags; lag++) {
            insignificant = Math.abs(covariances[lag]) < limit ? insignificant + 1 : 0;
            if (insignificant == LEAST_LAGS) {
                return Math.min(lags, 2 * (lag - LEAST_LAGS + 1));
            }
        }
        return lags;
    }
}
