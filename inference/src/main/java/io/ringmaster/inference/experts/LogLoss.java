package io.ringmaster.inference.experts;

/** The logarithm of wealth, negated: {@code -ln x}. The loss of a mixture is that of its own price relative. */
final class LogLoss implements Loss {

    @Override
    public void of(final double[] relatives, final double[] losses) {
        for (int i = 0; i < losses.length; i++) {
            losses[i] = -StrictMath.log(relatives[i]);
        }
    }

    @Override
    public double ofMixture(final double[] weights, final double[] relatives, final double[] losses) {
        return -StrictMath.log(ExponentialWeights.mean(weights, relatives));
    }

    /**
     * None: the log loss is exp-concave for rates of at most 1, so the loss of a mixture never exceeds its mix loss. Cesa-Bianchi and Lugosi
     * (2006), section 3.3.
     */
    @Override
    public double mixabilityGap(final double eta) {
        return eta <= 1 ? 0 : Double.POSITIVE_INFINITY;
    }
}
