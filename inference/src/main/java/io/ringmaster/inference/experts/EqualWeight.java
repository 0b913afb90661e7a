package io.ringmaster.inference.experts;

/** Equal weights for ever: the baseline that every other algorithm has to beat. As a portfolio, it is rebalanced in each round. */
final class EqualWeight implements Experts {

    private final double[] weights;
    private final CumulatedLosses losses;

    EqualWeight(final int experts) {
        weights = new ExponentialWeights(experts).weights();
        losses = new CumulatedLosses(new LogLoss(), experts);
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public void update(final double[] relatives) {
        losses.add(weights, relatives);
    }

    @Override
    public double regret() {
        return losses.regret();
    }

    /**
     * {@code T ln N} in log wealth, which is trivial: a mixture that holds {@code 1/N} of the best expert keeps at least that part of its price
     * relative. It grows with every round, so it promises nothing in the long run.
     */
    @Override
    public double regretBound() {
        return losses.rounds() * StrictMath.log(weights.length);
    }
}
