package io.ringmaster.lab.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds features that know the next return. What is new in a feature, its innovation after a regression on its last value, is compared with the next
 * return by rank correlation. The returns are then shuffled many times, and the largest correlation of any feature is kept from each shuffle. A
 * feature is suspicious if its correlation is above nearly all of these. So the chance that any honest feature is suspicious stays at the level,
 * however many there are.
 *
 * <p>The values themselves would raise false alarms: those of a lasting feature, such as a price, contain the returns before, and that alone correlates
 * them with the next one in a short history.
 *
 * @see <a href="https://doi.org/10.1016/S0304-405X(99)00041-0">Stambaugh 1999, Predictive regressions</a>
 */
public final class LookAhead {

    private final List<String> names;
    private final int rows;
    private final double[] nextReturns;
    /** Standardised ranks of each feature's innovations. */
    private final double[][] innovations;

    /**
     * What was found.
     *
     * @param limit      the correlation that noise exceeds only with the given level
     * @param suspicious the features above it, strongest first
     */
    public record Finding(double limit, List<Correlation> suspicious) {
    }

    /** The correlation of a feature's innovations with the next return. */
    public record Correlation(String feature, double value) {
    }

    /**
     * @param features    a row for each bar, a column for each name; what is known when the bar closes. NaN is not known
     * @param nextReturns for each row, the return of the bar after it
     */
    public LookAhead(final List<String> names, final double[][] features, final double[] nextReturns) {
        if (features.length != nextReturns.length || features.length < 3) {
            throw new IllegalArgumentException(
                "features and nextReturns must have the same rows, 3 or more: " + features.length + " and " + nextReturns.length);
        }
        this.names = List.copyOf(names);
        rows = features.length - 1;
        this.nextReturns = standardisedRanks(Arrays.copyOfRange(nextReturns, 1, nextReturns.length));
        innovations = IntStream.range(0, names.size())
            .mapToObj(column -> standardisedRanks(innovations(Arrays.stream(features).mapToDouble(row -> row[column]).toArray()))).toArray(double[][]::new);
    }

    /** What a regression of each value on the one before leaves; NaN where one of them is not known. */
    private static double[] innovations(final double[] values) {
        final Moments before = new Moments();
        final Moments after = new Moments();
        for (int i = 1; i < values.length; i++) {
            if (Double.isFinite(values[i]) && Double.isFinite(values[i - 1])) {
                before.add(values[i - 1]);
                after.add(values[i]);
            }
        }
        double product = 0;
        double square = 0;
        for (int i = 1; i < values.length; i++) {
            if (Double.isFinite(values[i]) && Double.isFinite(values[i - 1])) {
                product += (values[i] - after.mean()) * (values[i - 1] - before.mean());
                square += (values[i - 1] - before.mean()) * (values[i - 1] - before.mean());
            }
        }
        final double persistence = square > 0 ? product / square : 0;
        return IntStream.range(1, values.length).mapToDouble(i -> values[i] - persistence * values[i - 1]).toArray();
    }

    /** Ranks with mean 0 and length 1; equal values share a rank. Unknown values have rank 0. */
    private static double[] standardisedRanks(final double[] values) {
        final Integer[] order = IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).boxed()
            .sorted(Comparator.comparingDouble(i -> values[i])).toArray(Integer[]::new);
        final double[] ranks = new double[values.length];
        double squares = 0;
        for (int from = 0; from < order.length;) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            final double rank = (from + to - order.length) / 2.0;
            for (int i = from; i < to; i++) {
                ranks[order[i]] = rank;
                squares += rank * rank;
            }
            from = to;
        }
        final double length = squares > 0 ? Math.sqrt(squares) : 1;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] /= length;
        }
        return ranks;
    }

    /**
     * Shuffles and compares.
     *
     * @param level chance of a false alarm, such as 0.01
     */
    public Finding find(final double level, final int shuffles, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] shuffled = nextReturns.clone();
        final double[] largest = new double[shuffles];
        for (int shuffle = 0; shuffle < shuffles; shuffle++) {
            for (int i = rows - 1; i > 0; i--) {
                final int other = random.nextInt(i + 1);
                final double kept = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = kept;
            }
            for (final double[] each : innovations) {
                largest[shuffle] = Math.max(largest[shuffle], Math.abs(product(each, shuffled)));
            }
        }
        Arrays.sort(largest);
        // With the real order among them, so that a false alarm is never more likely than the level.
        final int allowed = (int) Math.floor(level * (shuffles + 1)) - 1;
        final double limit = allowed < 0 ? 1 : largest[shuffles - 1 - allowed];
        final List<Correlation> suspicious = correlations().stream()
            .filter(each -> Math.abs(each.value) > limit)
            .sorted(Comparator.comparingDouble((Correlation each) -> -Math.abs(each.value)).thenComparing(Correlation::feature)).toList();
        return new Finding(limit, suspicious);
    }

    /** The correlations of all features, in their order. */
    public List<Correlation> correlations() {
        return IntStream.range(0, names.size()).mapToObj(this::correlation).toList();
    }

    private Correlation correlation(final int feature) {
        return new Correlation(names.get(feature), product(innovations[feature], nextReturns));
    }

    private double product(final double[] left, final double[] right) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
