package io.ringmaster.inference.experts;

/**
 * AdaHedge: Hedge with the learning rate {@code eta = ln N / D}, where {@code D} is the total mixability gap so far. The gap of a round is the
 * loss of the mixture minus its mix loss {@code -1/eta ln(sum w exp(-eta l))}. The rate is infinite until the first gap: then the leaders share
 * the weight. Nothing needs tuning.
 *
 * @see <a href="https://jmlr.org/papers/v15/rooij14a.html">de Rooij, van Erven, Grünwald and Koolen, "Follow the Leader If You Can, Hedge If You
 *     Must", Journal of Machine Learning Research 15 (2014)</a>
 */
final class AdaHedge implements Experts {

    private final double logExperts;
    private final CumulatedLosses losses;
    private final double[] exponents;
    private final ExponentialWeights weights;
    private double eta = Double.POSITIVE_INFINITY;
    private double gap;
    private double variance;
    private double largestRange;

    AdaHedge(final Loss loss, final int experts) {
        logExperts = StrictMath.log(experts);
        losses = new CumulatedLosses(loss, experts);
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
        measure(losses.latest(), losses.latestOfMixture());
        eta = gap > 0 ? logExperts / gap : Double.POSITIVE_INFINITY;
        if (Double.isInfinite(eta)) {
            weights.setLeaders(losses.totals(), losses.least());
            return;
        }
        losses.exponents(eta, exponents);
        weights.set(exponents);
    }

    /** Adds the mixability gap, the variance and the range of a round, by the weights and the rate it was played with. */
    private void measure(final double[] latest, final double mean) {
        final double[] held = weights.weights();
        double least = latest[0];
        double most = latest[0];
        double leastHeld = Double.POSITIVE_INFINITY;
        for (int i = 0; i < latest.length; i++) {
            least = Math.min(least, latest[i]);
            most = Math.max(most, latest[i]);
            leastHeld = held[i] > 0 ? Math.min(leastHeld, latest[i]) : leastHeld;
            variance += held[i] * (latest[i] - mean) * (latest[i] - mean);
        }
        largestRange = Math.max(largestRange, most - least);
        gap += Math.max(0, mean - mixLoss(held, latest, leastHeld));
    }

    /** @param leastHeld least loss of an expert with a weight; subtracted, so that the sum is never 0 */
    private double mixLoss(final double[] held, final double[] latest, final double leastHeld) {
        if (Double.isInfinite(eta)) {
            return leastHeld;
        }
        double sum = 0;
        for (int i = 0; i < latest.length; i++) {
            sum += held[i] > 0 ? held[i] * Exponential.of(-eta * (latest[i] - leastHeld)) : 0;
        }
        return leastHeld - StrictMath.log(sum) / eta;
    }

    @Override
    public double regret() {
        return losses.regret();
    }

    /**
     * {@code 2 sqrt(V ln N) + S (4/3 ln N + 2)}, where {@code V} is the total variance of the losses by weight and {@code S} is the largest
     * difference of two losses in a round. Theorem 6 of the paper.
     */
    @Override
    public double regretBound() {
        return 2 * Math.sqrt(variance * logExperts) + largestRange * (4 * logExperts / 3 + 2);
    }
}
