package io.ringmaster.lab.statistics;

import java.util.Arrays;

/**
 * Hansen's test for superior predictive ability. The null hypothesis: no alternative earns more than the benchmark. The p-values say how often luck
 * alone gives an alternative as good as the best one here.
 *
 * @param statistic  largest mean gain over the benchmark, in standard errors; 0 if no alternative gained
 * @param lower      p-value that is too small if alternatives are poor
 * @param consistent the p-value to use
 * @param upper      p-value as if every alternative were as good as the benchmark
 * @see <a href="https://doi.org/10.1198/073500105000000063">Hansen 2005</a>
 */
public record SuperiorAbility(double statistic, double lower, double consistent, double upper) {

    private static final double SMALLEST_WEIGHT = 1e-12;

    /**
     * Tests.
     *
     * @param gains a row for each period, a column for each alternative: its return minus that of the benchmark
     * @param draws of the bootstrap
     */
    public static SuperiorAbility of(final double[][] gains, final int draws, final long seed) {
        if (gains.length < 2 || gains[0].length == 0) {
            throw new IllegalArgumentException("the test needs two periods and an alternative: periods=" + gains.length);
        }
        return new Test(gains).judge(draws, seed);
    }

    private static final class Test {

        private final int periods;
        private final int alternatives;
        private final double[][] gains;
        private final double[] means;
        /** Standard errors of the means; 0 for an alternative that is the benchmark itself. */
        private final double[] errors;
        private final double meanBlock;

        private Test(final double[][] gains) {
            this.gains = gains;
            periods = gains.length;
            alternatives = gains[0].length;
            means = means();
            meanBlock = meanBlock();
            errors = new double[alternatives];
            for (int i = 0; i < alternatives; i++) {
                final double variance = variance(column(i), means[i]) / periods;
                errors[i] = variance > 1e-12 * means[i] * means[i] ? Math.sqrt(Math.max(0, variance)) : 0;
            }
        }

        private double[] means() {
            final double[] sums = new double[alternatives];
            for (final double[] row : gains) {
                for (int i = 0; i < alternatives; i++) {
                    sums[i] += row[i];
                }
            }
            for (int i = 0; i < alternatives; i++) {
                sums[i] /= periods;
            }
            return sums;
        }

        private double[] column(final int alternative) {
            final double[] column = new double[periods];
            for (int row = 0; row < periods; row++) {
                column[row] = gains[row][alternative];
            }
            return column;
        }

        /** One block length for all, so that a draw keeps what happens at the same time together. */
        private double meanBlock() {
            double sum = 0;
            for (int i = 0; i < alternatives; i++) {
                sum += BlockLength.of(column(i));
            }
            return sum / alternatives;
        }

        /** Of the mean times the root of the periods, as the stationary bootstrap has it. */
        private double variance(final double[] column, final double mean) {
            double variance = 0;
            for (int lag = 0; lag < periods; lag++) {
                final double weight = lag == 0 ? 1 : 2 * weight(lag);
                if (weight < SMALLEST_WEIGHT) {
                    continue;
                }
                double sum = 0;
                for (int row = lag; row < periods; row++) {
                    sum += (column[row] - mean) * (column[row - lag] - mean);
                }
                variance += weight * sum / periods;
            }
            return variance;
        }

        private double weight(final int lag) {
            final double same = 1 - 1 / meanBlock;
            final double share = (double) lag / periods;
            return (1 - share) * StrictMath.pow(same, lag) + share * StrictMath.pow(same, periods - lag);
        }

        private SuperiorAbility judge(final int draws, final long seed) {
            final double statistic = largest(means, new double[alternatives]);
            final double[][] centres = centres();
            final long[] above = new long[centres.length];
            final StationaryBootstrap bootstrap = new StationaryBootstrap(periods, meanBlock, seed);
            final int[] places = new int[periods];
            final double[] drawn = new double[alternatives];
            for (int draw = 0; draw < draws; draw++) {
                bootstrap.draw(places);
                meansOf(places, drawn);
                for (int centre = 0; centre < centres.length; centre++) {
                    above[centre] += largest(drawn, centres[centre]) >= statistic ? 1 : 0;
                }
            }
            return new SuperiorAbility(statistic, share(above[0], draws), share(above[1], draws), share(above[2], draws));
        }

        /** What was observed counts as one draw, so that no p-value is 0. */
        private static double share(final long above, final int draws) {
            return (above + 1.0) / (draws + 1);
        }

        private void meansOf(final int[] places, final double[] drawn) {
            Arrays.fill(drawn, 0);
            for (final int place : places) {
                final double[] row = gains[place];
                for (int i = 0; i < drawn.length; i++) {
                    drawn[i] += row[i];
                }
            }
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] /= periods;
            }
        }

        /** What the draws are centred at, for the lower, the consistent and the upper p-value. */
        private double[][] centres() {
            final double threshold = -Math.sqrt(2 * StrictMath.log(Math.max(1, StrictMath.log(periods))));
            final double[][] centres = new double[3][alternatives];
            for (int i = 0; i < alternatives; i++) {
                centres[0][i] = Math.max(0, means[i]);
                centres[1][i] = errors[i] > 0 && means[i] / errors[i] < threshold ? 0 : means[i];
                centres[2][i] = means[i];
            }
            return centres;
        }

        /** In standard errors, at least 0. */
        private double largest(final double[] values, final double[] centre) {
            double largest = 0;
            for (int i = 0; i < alternatives; i++) {
                if (errors[i] > 0) {
                    largest = Math.max(largest, (values[i] - centre[i]) / errors[i]);
                }
            }
            return largest;
        }
    }
}
