package io.ringmaster.inference.experts;

/**
 * EG, exponentiated gradient: {@code w_i} is multiplied by {@code exp(eta x_i / (w·x))}, where {@code x} are the price relatives of the round.
 * Its loss is log loss. It competes with the best constant-rebalanced portfolio, and so with the best expert.
 *
 * @see <a href="https://doi.org/10.1111/1467-9965.00058">Helmbold, Schapire, Singer and Warmuth, "On-line portfolio selection using multiplicative
 *     updates", Mathematical Finance 8 (1998)</a>
 */
final class ExponentiatedGradient implements Experts {

    /** Keeps exponents finite if one expert gains so much more than the others that the quotient overflows. */
    private static final double LARGEST_EXPONENT = 1e300;
    private static final double HOEFFDING = 8;

    private final double eta;
    private final CumulatedLosses losses;
    private final double[] exponents;
    private final ExponentialWeights weights;
    private double leastRatio = 1;

    /** @param eta the learning rate, above 0 */
    ExponentiatedGradient(final int experts, final double eta) {
        this.eta = eta;
        losses = new CumulatedLosses(new LogLoss(), experts);
        exponents = new double[experts];
        weights = new ExponentialWeights(experts);
    }

    @Override
    public double[] weights() {
        return weights.weights();
    }

    @Override
    public void update(final double[] relatives) {
        losses.add(weights.weights(), relatives);
        final double mixture = ExponentialWeights.mean(weights.weights(), relatives);
        double least = relatives[0];
        double most = relatives[0];
        for (int i = 0; i < exponents.length; i++) {
            least = Math.min(least, relatives[i]);
            most = Math.max(most, relatives[i]);
            exponents[i] += Math.min(eta * relatives[i] / mixture, LARGEST_EXPONENT);
        }
        leastRatio = Math.min(leastRatio, least / most);
        weights.set(exponents);
    }

    @Override
    public double regret() {
        return losses.regret();
    }

    /**
     * {@code ln N / eta + eta T / (8 r²)} in log wealth, where {@code r} is the least price relative of a round divided by the largest, over all
     * rounds so far. Theorem 4.1 of the paper.
     */
    @Override
    public double regretBound() {
        return StrictMath.log(exponents.length) / eta + eta * losses.rounds() / (HOEFFDING * leastRatio * leastRatio);
    }
}
