package io.ringmaster.lab.learning.environment;

import java.util.List;

/**
 * Something that a policy acts in, one episode after the other. One thread at a time uses it. An episode is a function of its seed and of the actions: a
 * learner that resumes begins the episode anew with the same seed and repeats its actions, so an environment needs no state in a checkpoint.
 */
public interface Environment {

    /** Numbers of an observation. */
    int features();

    Actions actions();

    /** Begins an episode. All chance in it comes from this seed. */
    void reset(long seed);

    /** Writes the observation of now. */
    void observe(float[] into);

    /**
     * Writes which discrete actions may be taken now, at least one.
     *
     * @param into out: all true before the call
     */
    default void allowed(final boolean[] into) {
    }

    /**
     * Acts once, in an episode that has not ended.
     *
     * @param action the index of a discrete action, or numbers from -1 to 1; read only, not kept
     * @return the reward
     */
    float step(float[] action);

    /** Names of the terms whose sum is the reward; none if they are not known apart. */
    default List<String> terms() {
        return List.of();
    }

    /** What each of the terms came to in the episode so far. */
    default double[] termSums() {
        return new double[0];
    }

    /** How the latest step left the episode. */
    End end();

    /** Whether and how an episode ended. */
    enum End {
        /** It goes on. */
        NONE,
        /** Nothing can be earned after it. */
        TERMINATED,
        /** It was cut: more could be earned, and {@link Environment#observe} gives the observation from there. */
        TRUNCATED
    }
}
