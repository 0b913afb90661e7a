package io.ringmaster.lab.training;

import java.util.List;

/**
 * The validations of a training, with the names of their columns.
 *
 * @param terms   of the reward
 * @param figures of the updates
 */
public record LearningCurve(List<Validated> points, List<String> terms, List<String> figures) {

    public LearningCurve {
        points = List.copyOf(points);
        terms = List.copyOf(terms);
        figures = List.copyOf(figures);
    }

    /** As a CSV table, a line for each validation; an unknown number is empty. */
    public String csv() {
        final StringBuilder text = new StringBuilder("decisions,validation_return,validation_decisions,validation_fills,episodes,mean_reward");
        terms.forEach(term -> text.append(",mean_reward_").append(term));
        figures.forEach(figure -> text.append(',').append(figure));
        for (final Validated each : points) {
            text.append('\n').append(each.steps()).append(',').append(each.netReturn()).append(',').append(each.result().decisions()).append(',')
                .append(each.result().fills()).append(',').append(each.episodes().count());
            append(text, each.episodes().meanReward());
            each.episodes().meanTerms().forEach(value -> append(text, value));
            each.updates().forEach(value -> append(text, value));
        }
        return text.append('\n').toString();
    }

    private static void append(final StringBuilder text, final double value) {
        text.append(',');
        if (Double.isFinite(value)) {
            text.append(value);
        }
    }
}
