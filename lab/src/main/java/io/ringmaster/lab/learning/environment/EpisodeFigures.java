package io.ringmaster.lab.learning.environment;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Episodes that ended.
 *
 * @param episodes how many
 * @param earned   sum of their rewards
 * @param steps    sum of their lengths
 * @param terms    sum of each term of their rewards; empty without an episode
 */
public record EpisodeFigures(int episodes, double earned, long steps, List<Double> terms) {

    /** No episode. */
    public static final EpisodeFigures NONE = new EpisodeFigures(0, 0, 0, List.of());

    public EpisodeFigures {
        terms = List.copyOf(terms);
    }

    /** One episode. */
    static EpisodeFigures of(final double earned, final long steps, final double[] terms) {
        return new EpisodeFigures(1, earned, steps, Arrays.stream(terms).boxed().toList());
    }

    /** Both. */
    public EpisodeFigures plus(final EpisodeFigures other) {
        if (episodes == 0 || other.episodes == 0) {
            return episodes == 0 ? other : this;
        }
        return new EpisodeFigures(
            episodes + other.episodes, earned + other.earned, steps + other.steps,
            IntStream.range(0, terms.size()).mapToObj(i -> terms.get(i) + other.terms.get(i)).toList());
    }

    /** What an episode earned on average; NaN without one. */
    public double meanEarned() {
        return earned / episodes;
    }

    /** Writes them to a checkpoint. */
    public void save(final CheckpointWriter to) {
        to.integer(episodes).real(earned).integer(steps).integer(terms.size());
        terms.forEach(to::real);
    }

    /** Reads what {@link #save} wrote. */
    public static EpisodeFigures read(final CheckpointReader from) {
        final int episodes = (int) from.integer();
        final double earned = from.real();
        final long steps = from.integer();
        final int terms = (int) from.integer();
        return new EpisodeFigures(episodes, earned, steps, Stream.generate(from::real).limit(terms).toList());
    }
}
