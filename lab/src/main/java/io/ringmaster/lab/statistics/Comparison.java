package io.ringmaster.lab.statistics;

import java.util.Arrays;

/**
 * A policy against its baselines, over the same periods. All p-values are the consistent ones of Hansen's test.
 *
 * @param betterThanAll p-value of the null hypothesis that some baseline is at least as good as the policy: the largest over the baselines, each tested
 *                      alone. Small only if the policy beats every one, so many baselines need no correction
 * @param hardest       place of the baseline that has it; of several, the one that earned most
 * @param worseThanOne  p-value of the null hypothesis that no baseline is better than the policy
 * @param overfitting   of choosing the best of all, the policy among them
 */
public record Comparison(double betterThanAll, int hardest, double worseThanOne, BacktestOverfitting overfitting) {

    private static final int DRAWS = 999;
    private static final long SEED = 1;

    /**
     * Compares.
     *
     * @param policy    return of each period
     * @param baselines a row for each period, a column for each baseline
     */
    public static Comparison of(final double[] policy, final double[][] baselines) {
        final int columns = baselines[0].length;
        double largest = 0;
        int hardest = 0;
        for (int column = 0; column < columns; column++) {
            final double alone = SuperiorAbility.of(gainsOver(policy, baselines, column), DRAWS, SEED).consistent();
            if (alone > largest || alone == largest && mean(baselines, column) > mean(baselines, hardest)) {
                largest = alone;
                hardest = column;
            }
        }
        final double worse = SuperiorAbility.of(gainsOfAll(policy, baselines), DRAWS, SEED).consistent();
        return new Comparison(largest, hardest, worse, BacktestOverfitting.of(together(policy, baselines)));
    }

    private static double mean(final double[][] baselines, final int column) {
        return Arrays.stream(baselines).mapToDouble(row -> row[column]).average().orElseThrow();
    }

    private static double[][] gainsOver(final double[] policy, final double[][] baselines, final int column) {
        final double[][] gains = new double[policy.length][1];
        for (int row = 0; row < policy.length; row++) {
            gains[row][0] = policy[row] - baselines[row][column];
        }
        return gains;
    }

    private static double[][] gainsOfAll(final double[] policy, final double[][] baselines) {
        final double[][] gains = new double[policy.length][baselines[0].length];
        for (int row = 0; row < policy.length; row++) {
            for (int column = 0; column < gains[row].length; column++) {
                gains[row][column] = baselines[row][column] - policy[row];
            }
        }
        return gains;
    }

    private static double[][] together(final double[] policy, final double[][] baselines) {
        final double[][] all = new double[policy.length][baselines[0].length + 1];
        for (int row = 0; row < policy.length; row++) {
            all[row][0] = policy[row];
            System.arraycopy(baselines[row], 0, all[row], 1, baselines[row].length);
        }
        return all;
    }
}
