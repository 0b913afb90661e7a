package io.ringmaster.inference.experts;

/**
 * An algorithm that weighs experts with full information: after each round it learns the result of every expert.
 *
 * <p>A round is a bar or a day. All sums run in the order of the experts and all functions are those of {@link StrictMath}, so the same rounds
 * give the same bits on every machine. Allocates nothing after construction. One thread uses it.
 */
public interface Experts {

    /**
     * The weights for the next round.
     *
     * @return weights of at least 0 that sum to 1; before the first round {@code 1/N} each. The array belongs to this object and changes with
     *     {@link #update}; read only
     */
    double[] weights();

    /**
     * Learns from a round and sets the weights for the next one.
     *
     * @param relatives price relative of each expert, {@code 1 + net return}; finite and above 0; read only, not kept
     */
    void update(double[] relatives);

    /** The cumulated loss of the weighted mixture minus that of the best expert so far, in the loss of the algorithm; 0 before the first round. */
    double regret();

    /** What {@link #regret} cannot exceed after the rounds so far, whatever they were. */
    double regretBound();
}
