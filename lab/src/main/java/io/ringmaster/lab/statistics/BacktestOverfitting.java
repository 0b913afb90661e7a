package io.ringmaster.lab.statistics;

/**
 * Probability of backtest overfitting, by combinatorially symmetric cross-validation: how often the strategy with the best Sharpe ratio in one half of
 * the time is no better than the median in the other half. About 0.5 or above means that choosing the best earns nothing.
 *
 * @param probability   share of the splits in which the chosen one ranks in the lower half outside
 * @param lossOutside   share of the splits in which the chosen one loses money outside
 * @param splits        number of ways to choose half of the blocks
 * @see <a href="https://doi.org/10.21314/JCF.2016.322">Bailey, Borwein, López de Prado and Zhu 2017</a>
 */
public record BacktestOverfitting(double probability, double lossOutside, int splits) {

    /** Of 16 blocks, as in the paper; 12,870 splits. */
    private static final int MOST_BLOCKS = 16;
    private static final int LEAST_ROWS_A_BLOCK = 4;

    /** Nothing is known: fewer than two strategies, or too short a time. */
    public static final BacktestOverfitting UNKNOWN = new BacktestOverfitting(Double.NaN, Double.NaN, 0);

    /**
     * Judges the choice of the best among several.
     *
     * @param returns a row for each period, a column for each strategy
     */
    public static BacktestOverfitting of(final double[][] returns) {
        final int blocks = Math.min(MOST_BLOCKS, returns.length / LEAST_ROWS_A_BLOCK / 2 * 2);
        return returns.length == 0 || returns[0].length < 2 || blocks < 4 ? UNKNOWN : new Splits(returns, blocks).judge();
    }

    /** Counts over all ways to choose half of the blocks. */
    private static final class Splits {

        private final int strategies;
        private final int blocks;
        private final double[][] sums;
        private final double[][] squares;
        private final int[] rows;
        private final double[] inside;
        private final double[] outside;
        private int splits;
        private int overfitted;
        private int lost;

        private Splits(final double[][] returns, final int blocks) {
            this.blocks = blocks;
            strategies = returns[0].length;
            sums = new double[blocks][strategies];
            squares = new double[blocks][strategies];
            rows = new int[blocks];
            inside = new double[strategies];
            outside = new double[strategies];
            for (int row = 0; row < returns.length; row++) {
                add(returns[row], (int) ((long) row * blocks / returns.length));
            }
        }

        private void add(final double[] row, final int block) {
            rows[block]++;
            for (int i = 0; i < strategies; i++) {
                sums[block][i] += row[i];
                squares[block][i] += row[i] * row[i];
            }
        }

        private BacktestOverfitting judge() {
            for (int chosen = 0; chosen < 1 << blocks; chosen++) {
                if (Integer.bitCount(chosen) == blocks / 2) {
                    judge(chosen);
                }
            }
            return new BacktestOverfitting((double) overfitted / splits, (double) lost / splits, splits);
        }

        private void judge(final int chosen) {
            ratios(chosen, inside);
            ratios(~chosen, outside);
            int best = 0;
            for (int i = 1; i < strategies; i++) {
                best = inside[i] > inside[best] ? i : best;
            }
            splits++;
            overfitted += rank(best) <= (strategies + 1) / 2.0 ? 1 : 0;
            lost += outside[best] < 0 ? 1 : 0;
        }

        /** From 1, the worst; equal ratios share the mean of their ranks. */
        private double rank(final int strategy) {
            int below = 0;
            int equal = 0;
            for (int i = 0; i < strategies; i++) {
                below += outside[i] < outside[strategy] ? 1 : 0;
                equal += outside[i] == outside[strategy] ? 1 : 0;
            }
            return below + (equal + 1) / 2.0;
        }

        /** Sharpe ratios over some of the blocks; 0 without spread. */
        private void ratios(final int mask, final double[] ratios) {
            long count = 0;
            for (int block = 0; block < blocks; block++) {
                count += (mask >> block & 1) * rows[block];
            }
            for (int i = 0; i < strategies; i++) {
                double sum = 0;
                double square = 0;
                for (int block = 0; block < blocks; block++) {
                    if ((mask >> block & 1) == 1) {
                        sum += sums[block][i];
                        square += squares[block][i];
                    }
                }
                final double mean = sum / count;
                final double variance = (square - mean * sum) / (count - 1);
                ratios[i] = variance > 1e-12 * mean * mean && variance > 0 ? mean / Math.sqrt(variance) : 0;
            }
        }
    }
}
