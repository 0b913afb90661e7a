package io.ringmaster.lab.training;

import java.util.ArrayList;
import java.util.List;

/**
 * The validations of a training, with the names of their columns.
 *
 * @param terms   of the reward
 * @param figures of the updates
 */
public record LearningCurve(List<Validated> points, List<String> terms, List<String> figures) {

    /** What the column of a term of the reward begins with. */
    static final String TERM = "mean_reward_";

    public LearningCurve {
        points = List.copyOf(points);
        terms = List.copyOf(terms);
        figures = List.copyOf(figures);
    }

    /** Names of the columns behind the first, which is {@code decisions}. */
    List<String> columns() {
        final List<String> columns = new ArrayList<>(List.of("validation_return", "validation_decisions", "validation_fills", "episodes", "mean_reward"));
        terms.forEach(term -> columns.add(TERM + term));
        columns.addAll(figures);
        return columns;
    }

    /** A validation by {@link #columns}; NaN for what is not known. */
    static List<Double> row(final Validated point) {
        final Validated.Episodes episodes = point.episodes();
        final List<Double> row = new ArrayList<>(List.of(
            point.netReturn(), (double) point.result().decisions(), (double) point.result().fills(), (double) episodes.count(), episodes.meanReward()));
        row.addAll(episodes.meanTerms());
        row.addAll(point.updates());
        return row;
    }

    /** As a CSV table, a line for each validation; what is not known is empty. */
    public String csv() {
        final StringBuilder text = new StringBuilder("decisions");
        columns().forEach(column -> text.append(',').append(column));
        for (final Validated each : points) {
            text.append('\n').append(each.steps());
            row(each).forEach(value -> text.append(',').append(word(value)));
        }
        return text.append('\n').toString();
    }

    private static String word(final double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value) : String.valueOf(value);
    }
}
