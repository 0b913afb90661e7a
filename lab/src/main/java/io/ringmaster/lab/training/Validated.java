package io.ringmaster.lab.training;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy on the validation data, and how it learned since the validation before.
 *
 * @param steps    decisions that it had learned from
 * @param result   on the validation data
 * @param episodes that ended since the validation before
 * @param updates  means of the numbers of the updates since then, by {@link Training#updateFigures}; NaN without one
 */
public record Validated(long steps, Traded result, Episodes episodes, List<Double> updates) {

    public Validated {
        updates = List.copyOf(updates);
    }

    /**
     * What a policy did on the validation data.
     *
     * @param netReturn net of all costs, as a share
     * @param fills     of its orders
     */
    public record Traded(double netReturn, int decisions, long fills) {
    }

    /**
     * Episodes of the learning.
     *
     * @param count      how many ended
     * @param meanReward sum of an episode's rewards, not scaled, as the mean of them; NaN if none ended
     * @param meanTerms  the same of each term of the reward, by {@link Training#rewardTerms}
     */
    public record Episodes(int count, double meanReward, List<Double> meanTerms) {

        public Episodes {
            meanTerms = List.copyOf(meanTerms);
        }
    }

    /** Net return on the validation data, as a share. */
    public double netReturn() {
        return result.netReturn;
    }

    void save(final CheckpointWriter to) {
        to.integer(steps).real(result.netReturn).integer(result.decisions).integer(result.fills).integer(episodes.count).real(episodes.meanReward);
        save(to, episodes.meanTerms);
        save(to, updates);
    }

    private static void save(final CheckpointWriter to, final List<Double> numbers) {
        to.integer(numbers.size());
        numbers.forEach(to::real);
    }

    static Validated read(final CheckpointReader from) {
        final long steps = from.integer();
        final Traded result = new Traded(from.real(), (int) from.integer(), from.integer());
        return new Validated(steps, result, new Episodes((int) from.integer(), from.real(), numbers(from)), numbers(from));
    }

    private static List<Double> numbers(final CheckpointReader from) {
        return Stream.generate(from::real).limit(from.integer()).toList();
    }
}
