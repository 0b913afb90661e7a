package io.ringmaster.inference.experts;

/**
 * Fixed-Share: Hedge, after which each expert gives away the share {@code alpha} of its weight, to all in equal parts. No weight stays below {@code
 * alpha / N}, so another expert can take over soon. It competes with the best sequence of experts, not only with the best one. On log loss with
 * rate 1, weights are proportional to wealth, shared after each round.
 *
 * @see <a href="https://doi.org/10.1023/A:1007424614876">Herbster and Warmuth, "Tracking the best expert", Machine Learning 32 (1998)</a>
 */
final class FixedShare implements Experts {

    private final Loss loss;
    private final double eta;
    private final double alpha;
    private final CumulatedLosses losses;
    private final double[] logWeights;
    private final ExponentialWeights weights;

    /**
     * @param eta   the learning rate, above 0; for log loss at most 1
     * @param alpha the share, in [0, 1]
     */
    FixedShare(final Loss loss, final int experts, final double eta, final double alpha) {
        this.loss = loss;
        this.eta = eta;
        this.alpha = alpha;
        losses = new CumulatedLosses(loss, experts);
        logWeights = new double[experts];
        weights = new ExponentialWeights(experts);
    }

    @Override
    public double[] weights() {
        return weights.weights();
    }

    @Override
    public void update(final double[] relatives) {
        losses.add(weights.weights(), relatives);
        final double[] latest = losses.latest();
        for (int i = 0; i < logWeights.length; i++) {
            logWeights[i] -= eta * latest[i];
        }
        weights.set(logWeights);
        share();
    }

    private void share() {
        if (alpha == 0) {
            return;
        }
        final double[] kept = weights.weights();
        final double part = alpha / kept.length;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (1 - alpha) * kept[i] + part;
            logWeights[i] = StrictMath.log(kept[i]);
        }
    }

    @Override
    public double regret() {
        return losses.regret();
    }

    /**
     * {@code (ln N + (T - 1) ln(1 / (1 - alpha + alpha / N))) / eta}, plus {@code eta T / 8} for losses in [0, 1]. Cesa-Bianchi and Lugosi,
     * "Prediction, Learning, and Games" (2006), theorem 5.2, for a sequence without a switch; an expert keeps {@code alpha / N} of the share.
     */
    @Override
    public double regretBound() {
        final long rounds = losses.rounds();
        return complexity(logWeights.length, alpha, rounds) / eta + rounds * loss.mixabilityGap(eta);
    }

    /** {@code -ln} of the weight that one expert has in advance of all rounds, if none but sharing changes it. */
    static double complexity(final int experts, final double alpha, final long rounds) {
        final double kept = 1 - alpha + alpha / experts;
        return StrictMath.log(experts) - Math.max(0, rounds - 1) * StrictMath.log(kept);
    }
}
