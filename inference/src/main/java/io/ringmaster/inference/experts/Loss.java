package io.ringmaster.inference.experts;

/** How much an expert loses in a round. */
interface Loss {

    /**
     * The losses of all experts in a round.
     *
     * @param relatives price relative of each expert
     * @param losses    out: loss of each expert
     */
    void of(double[] relatives, double[] losses);

    /**
     * The loss of a mixture of experts in a round.
     *
     * @param losses those of the experts, as {@link #of} gave them
     */
    double ofMixture(double[] weights, double[] relatives, double[] losses);

    /**
     * The most by which the loss of a mixture exceeds its mix loss {@code -1/eta ln(sum w exp(-eta l))} in one round. Each round adds it to the
     * regret bound.
     *
     * @param eta the learning rate
     */
    double mixabilityGap(double eta);
}
