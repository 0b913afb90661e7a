package io.ringmaster.lab.learning.head;

import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Parameters;

/** The distribution of the actions in one state. One thread uses it, for one state after the other. Its arithmetic is float64 in a fixed order. */
public interface Distribution {

    /**
     * Takes the next state.
     *
     * @param outputs of the network; read only, not kept
     * @param allowed actions that may be taken; null if there are no discrete ones. Kept until the next state
     */
    void of(float[] outputs, boolean[] allowed);

    /** Draws an action. */
    void sample(Generator random, float[] action);

    /** The most probable action; the first of several. */
    void mode(float[] action);

    /** The logarithm of the probability, or of its density. */
    double logProbability(float[] action);

    /** In nats. */
    double entropy();

    /**
     * The divergence of Kullback and Leibler: how much an earlier distribution says that this one does not.
     *
     * @param earlier of the same head, in the same state
     */
    double divergenceFrom(Distribution earlier);

    /**
     * The derivatives of {@code byLogProbability · logProbability(action) + byEntropy · entropy()}.
     *
     * @param errors     out: by each output
     * @param parameters by each parameter of the head; added
     */
    void gradients(float[] action, double byLogProbability, double byEntropy, float[] errors, Parameters parameters);
}
