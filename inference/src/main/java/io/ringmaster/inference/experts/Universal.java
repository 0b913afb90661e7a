package io.ringmaster.inference.experts;

/**
 * Cover's universal portfolio over the mixes in parts of a twentieth: it begins with the same amount in each, so it weighs experts by the mean of the
 * mixes, each by its wealth. Its loss is log loss.
 *
 * @see <a href="https://doi.org/10.1111/j.1467-9965.1991.tb00002.x">Cover, "Universal portfolios", Mathematical Finance 1 (1991)</a>
 */
public final class Universal implements Experts {

    private final ConstantMixes mixes;
    private final CumulatedLosses losses;
    private final double[] weights;

    /** @throws IllegalArgumentException if there are no experts, or so many that their mixes are too many */
    Universal(final int experts) {
        mixes = new ConstantMixes(experts);
        losses = new CumulatedLosses(new LogLoss(), experts);
        weights = new ExponentialWeights(experts).weights();
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public void update(final double[] relatives) {
        losses.add(weights, relatives);
        mixes.add(relatives);
        mixes.mean(weights);
    }

    /** The wealth of the best mix so far; 1 before the first round. */
    public double bestMixWealth() {
        return mixes.best();
    }

    @Override
    public double regret() {
        return losses.regret();
    }

    /** {@code ln M} in log wealth for M mixes: the share of the best one. An expert alone is one of them, and so is the best mix. */
    @Override
    public double regretBound() {
        return StrictMath.log(mixes.count());
    }
}
