package io.ringmaster.inference.experts;

/**
 * Hedge, or exponentially weighted average: {@code w_i} is proportional to {@code exp(-eta L_i)}, where {@code L_i} is the total loss of expert
 * i. Losses are clipped returns in [0, 1].
 *
 * @see <a href="https://doi.org/10.1006/jcss.1997.1504">Freund and Schapire, "A decision-theoretic generalization of on-line learning and an
 *     application to boosting", Journal of Computer and System Sciences 55 (1997)</a>
 */
final class Hedge implements Experts {

    private final Loss loss;
    private final double eta;
    private final CumulatedLosses losses;
    private final double[] exponents;
    private final ExponentialWeights weights;

    /** @param eta the learning rate, above 0 */
    Hedge(final Loss loss, final int experts, final double eta) {
        this.loss = loss;
        this.eta = eta;
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
        losses.exponents(eta, exponents);
        weights.set(exponents);
    }

    @Override
    public double regret() {
        return losses.regret();
    }

    /**
     * {@code ln N / eta + eta T / 8}. With {@code eta = sqrt(8 ln N / T)} this is {@code sqrt(T ln N / 2)}. Cesa-Bianchi and Lugosi, "Prediction,
     * Learning, and Games" (2006), theorem 2.2.
     */
    @Override
    public double regretBound() {
        return StrictMath.log(exponents.length) / eta + losses.rounds() * loss.mixabilityGap(eta);
    }
}
