package io.ringmaster.lab.learning.environment;

/**
 * Episodes that ended.
 *
 * @param episodes how many
 * @param earned   sum of their rewards
 * @param steps    sum of their lengths
 */
public record EpisodeFigures(int episodes, double earned, long steps) {

    /** No episode. */
    public static final EpisodeFigures NONE = new EpisodeFigures(0, 0, 0);

    EpisodeFigures with(final double episodeEarned, final long episodeSteps) {
        return new EpisodeFigures(episodes + 1, earned + episodeEarned, steps + episodeSteps);
    }

    /** Both. */
    public EpisodeFigures plus(final EpisodeFigures other) {
        return new EpisodeFigures(episodes + other.episodes, earned + other.earned, steps + other.steps);
    }

    /** What an episode earned on average; NaN without one. */
    public double meanEarned() {
        return earned / episodes;
    }
}
