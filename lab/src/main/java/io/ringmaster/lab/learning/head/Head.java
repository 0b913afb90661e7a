package io.ringmaster.lab.learning.head;

import io.ringmaster.lab.learning.network.Parameters;

/** A kind of distribution over actions, whose numbers are a policy's outputs and perhaps some parameters of its own. */
public interface Head {

    /** How many outputs of the network it needs. */
    int outputs();

    /** Numbers of an action; a discrete action is one number, its index. */
    int actionSize();

    /** What it learns besides the network's weights; may have no rows. */
    Parameters parameters();

    /**
     * A distribution for one thread.
     *
     * @param parameters this head's, or a copy of earlier ones
     */
    Distribution distribution(Parameters parameters);
}
