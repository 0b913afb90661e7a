package io.ringmaster.lab.environment;

import io.ringmaster.lab.learning.network.Generator;

/**
 * How many decisions an episode has: each number between two has the same chance.
 *
 * @param least at least 1
 * @param most  at least {@code least}
 */
public record EpisodeLength(int least, int most) {

    /** Another part of the seed than the start of the episode has. */
    private static final long PART = 1;

    /** @throws IllegalArgumentException if they are not in order */
    public EpisodeLength {
        if (least < 1 || least > most) {
            throw new IllegalArgumentException("an episode must have at least 1 decision, and at most as many as the longest: " + least + ", " + most);
        }
    }

    /** The same for each episode. */
    public static EpisodeLength always(final int decisions) {
        return new EpisodeLength(decisions, decisions);
    }

    /** The length of the episode with a seed. */
    int of(final long seed) {
        return least + Generator.of(seed, PART).nextInt(most - least + 1);
    }
}
