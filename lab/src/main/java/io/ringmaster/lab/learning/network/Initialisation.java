package io.ringmaster.lab.learning.network;

/** How the weights of a layer begin. A bias begins at 0. */
public enum Initialisation {

    /**
     * Random orthogonal directions of length 1, times a gain: what comes in keeps its length. Common for PPO with gain √2 for hidden layers, 1 for the
     * value and 0.01 for the policy, so that it begins with almost equal chances.
     */
    ORTHOGONAL {
        @Override
        void fill(final float[][] weights, final int from, final int outputs, final double gain, final Generator random) {
            final boolean isTall = weights.length >= outputs;
            final double[][] directions = directions(isTall ? outputs : weights.length, isTall ? weights.length : outputs, random);
            for (int i = 0; i < weights.length; i++) {
                for (int j = 0; j < outputs; j++) {
                    weights[i][from + j] = (float) (gain * (isTall ? directions[j][i] : directions[i][j]));
                }
            }
        }
    },

    /** Uniform within ± gain · √(3 / inputs): a result has the deviation of an input times the gain. */
    SCALED_UNIFORM {
        @Override
        void fill(final float[][] weights, final int from, final int outputs, final double gain, final Generator random) {
            final double most = gain * Math.sqrt(3.0 / weights.length);
            for (final float[] row : weights) {
                for (int j = 0; j < outputs; j++) {
                    row[from + j] = (float) random.nextDouble(most);
                }
            }
        }
    };

    /**
     * Fills some columns of a layer.
     *
     * @param weights a row for each input
     * @param from    the first column
     * @param outputs how many columns
     */
    abstract void fill(float[][] weights, int from, int outputs, double gain, Generator random);

    /** Gaussian vectors, each made orthogonal to those before it, twice because once leaves rounding errors (Gram and Schmidt). */
    private static double[][] directions(final int count, final int length, final Generator random) {
        final double[][] directions = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < length; k++) {
                directions[i][k] = random.nextGaussian();
            }
            for (int other = 0; other < 2 * i; other++) {
                remove(directions[other % i], directions[i]);
            }
            final double norm = Math.sqrt(product(directions[i], directions[i]));
            for (int k = 0; k < length; k++) {
                directions[i][k] /= norm;
            }
        }
        return directions;
    }

    private static void remove(final double[] direction, final double[] from) {
        final double share = product(direction, from);
        for (int k = 0; k < from.length; k++) {
            from[k] -= share * direction[k];
        }
    }

    private static double product(final double[] a, final double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
