package io.ringmaster.inference.drift;

import java.util.Arrays;

/**
 * Counts what a model sees and says in the bins of its reference, and measures once a period how far both are apart: by the population stability index
 * of each value and output,
 *
 * <pre>
 *   sum over bins of (a - e) ln(a / e)       a the counted share, e that of the reference
 * </pre>
 *
 * where a share below 0.0001 counts as 0.0001. The usual reading: below 0.1 no change, above 0.25 a change that makes the model doubtful.
 *
 * <p>The counts are integers, a function of the decisions alone. Counting allocates nothing. One thread.
 *
 * @see <a href="https://scholarworks.wmich.edu/dissertations/3208">Yurdakul, Statistical Properties of Population Stability Index, 2018</a>
 */
public final class DriftMonitor {

    private static final double LEAST_SHARE = 1e-4;
    private static final int MOST_DECISIONS = 1 << 30;

    /** Numbers of a model's first output, at most. */
    private static final int MOST_OUTPUTS = 5;
    private static final int STRIDE = DriftReference.MOST_BINS;

    private final DriftSettings settings;
    private final int values;
    /** By column, values before outputs: how many bins it has; 0 without a reference. */
    private final int[] bins;
    /** By column and bin, {@link #STRIDE} a column: its upper edge; infinite for the last bin of a column. */
    private final double[] edges;
    private final double[] expected;
    private final int[] counts;
    private int columns;
    private int decisions;
    private long period = Long.MIN_VALUE;
    private boolean isDue;

    /** @param values in an observation. Its size depends on nothing else, so that another model can take its place */
    public DriftMonitor(final int values, final DriftSettings settings) {
        this.values = values;
        this.settings = settings;
        bins = new int[values + MOST_OUTPUTS];
        edges = new double[bins.length * STRIDE];
        expected = new double[bins.length * STRIDE];
        counts = new int[bins.length * STRIDE];
    }

    /** Begins anew with another reference; without one, if it is null, nothing is counted. */
    public void use(final DriftReference reference) {
        Arrays.fill(counts, 0);
        Arrays.fill(bins, 0);
        columns = 0;
        decisions = 0;
        period = Long.MIN_VALUE;
        isDue = false;
        if (reference != null) {
            reference.values().forEach(this::addColumn);
            reference.outputs().forEach(this::addColumn);
        }
    }

    private void addColumn(final DriftReference.Bins column) {
        final int from = columns * STRIDE;
        bins[columns++] = column.shares().size();
        for (int i = 0; i < column.shares().size(); i++) {
            edges[from + i] = i < column.edges().size() ? column.edges().get(i) : Double.POSITIVE_INFINITY;
            expected[from + i] = Math.max(LEAST_SHARE, column.shares().get(i));
        }
    }

    /** A model saw these values and said these numbers. What is not a number counts in the last bin. */
    public void onDecision(final long timeNs, final float[] seen, final float[] said) {
        if (columns == 0) {
            return;
        }
        for (int i = 0; i < columns; i++) {
            count(i, i < values ? seen[i] : said[i - values]);
        }
        decisions++;
        if (decisions == MOST_DECISIONS) {
            halve();
        }
        final long now = Math.floorDiv(timeNs, settings.periodNs());
        isDue = now != period && period != Long.MIN_VALUE && decisions >= settings.leastDecisions();
        period = now;
    }

    private void count(final int column, final float value) {
        int low = column * STRIDE;
        int high = low + bins[column] - 1;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (value <= edges[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        counts[low]++;
    }

    /** Measures if a period is over since the last measurement, and lets older decisions fade. Call it after each decision. */
    public void report(final DriftReport out) {
        if (!isDue) {
            return;
        }
        isDue = false;
        out.begin(decisions, settings.limit());
        for (int i = 0; i < columns; i++) {
            if (i < values) {
                out.values().add(i, index(i));
            } else {
                out.outputs().add(i - values, index(i));
            }
        }
        while (decisions >= 2 * settings.leastDecisions()) {
            halve();
        }
    }

    private void halve() {
        decisions /= 2;
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= 2;
        }
    }

    private double index(final int column) {
        final int from = column * STRIDE;
        final int to = from + bins[column];
        long total = 0;
        for (int i = from; i < to; i++) {
            total += counts[i];
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            final double share = Math.max(LEAST_SHARE, (double) counts[i] / total);
            sum += (share - expected[i]) * StrictMath.log(share / expected[i]);
        }
        return sum;
    }
}
