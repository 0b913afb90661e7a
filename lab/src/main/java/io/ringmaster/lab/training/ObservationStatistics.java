package io.ringmaster.lab.training;

import io.ringmaster.inference.drift.DriftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a policy observed, value by value of its observation.
 *
 * @param observations number of them
 * @param values       in the order of the observation
 * @param reference    the same values and the policy's outputs as histograms, to measure drift by
 */
public record ObservationStatistics(long observations, List<Value> values, DriftReference reference) {

    /** The shares of observations up to each of {@link Value#quantiles}. */
    public static final List<Double> SHARES = List.of(0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0);

    /**
     * One value of an observation.
     *
     * @param deviation of all observations, without a correction for their number
     * @param quantiles at {@link #SHARES}; of a sample if there are many observations, but the first and the last are of all
     */
    public record Value(String name, double mean, double deviation, List<Double> quantiles) {
    }

    /** Collects observations, in a bounded amount of memory. */
    static final class Collector {

        private static final int MOST = 20_000;

        private final int length;
        private final SpreadSample sample = new SpreadSample(MOST);
        private final double[] mean;
        private final double[] squares;
        private final float[] least;
        private final float[] most;
        private long seen;

        /** @param length of an observation */
        Collector(final int length) {
            this.length = length;
            mean = new double[length];
            squares = new double[length];
            least = new float[length];
            most = new float[length];
            Arrays.fill(least, Float.POSITIVE_INFINITY);
            Arrays.fill(most, Float.NEGATIVE_INFINITY);
        }

        /** @param row an observation, and the policy's outputs behind it */
        void see(final float[] row) {
            sample.see(row);
            seen++;
            for (int i = 0; i < length; i++) {
                final double before = row[i] - mean[i];
                mean[i] += before / seen;
                squares[i] += before * (row[i] - mean[i]);
                least[i] = Math.min(least[i], row[i]);
                most[i] = Math.max(most[i], row[i]);
            }
        }

        /** @param names of the values */
        ObservationStatistics statistics(final List<String> names) {
            final List<Value> values = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                values.add(new Value(names.get(i), mean[i], Math.sqrt(squares[i] / seen), quantiles(i)));
            }
            return new ObservationStatistics(seen, values, DriftReference.of(
                sample.rows().stream().map(row -> Arrays.copyOf(row, length)).toList(),
                sample.rows().stream().map(row -> Arrays.copyOfRange(row, length, row.length)).toList()));
        }

        private List<Double> quantiles(final int value) {
            final double[] sorted = sample.rows().stream().mapToDouble(row -> row[value]).sorted().toArray();
            return IntStream.range(0, SHARES.size()).mapToObj(i -> i == 0 ? (double) least[value]
                : i == SHARES.size() - 1 ? (double) most[value] : sorted[(int) Math.round(SHARES.get(i) * (sorted.length - 1))]).toList();
        }
    }

    /** As a CSV table, a line for each value. */
    public String csv() {
        final StringBuilder text = new StringBuilder("value,mean,deviation");
        SHARES.forEach(share -> text.append(",q").append(share));
        for (final Value each : values) {
            text.append('\n').append(each.name).append(',').append(each.mean).append(',').append(each.deviation);
            each.quantiles.forEach(quantile -> text.append(',').append(quantile));
        }
        return text.append('\n').toString();
    }
}
