package io.ringmaster.inference.contract;

import java.util.List;

/**
 * Turns the values of a contract's sources into an observation. Rolling normalisers are its only state; they take one value on each closed bar of the
 * contract's timeframe, so a replay folds the same state from the same events. A source or a step without a finite result makes the feature unknown.
 * Every result is the same to the bit on every machine: plain arithmetic and {@link StrictMath}. Allocates nothing after construction. One
 * instrument, one thread.
 */
public final class Encoder {

    private final Step.Operation[][] operations;
    private final double[][] first;
    private final double[][] second;
    /** By feature, the place of its rolling step; the number of its steps if it has none. */
    private final int[] rollingStep;
    private final RollingMoments[] moments;
    private final RollingRange[] ranges;
    private final RollingRank[] ranks;
    private final double[] unknown;
    private final boolean[] isMasked;
    private final int length;

    public Encoder(final ObservationContract contract) {
        final List<ObservedFeature> features = contract.features();
        final int count = features.size();
        operations = new Step.Operation[count][];
        first = new double[count][];
        second = new double[count][];
        rollingStep = new int[count];
        moments = new RollingMoments[count];
        ranges = new RollingRange[count];
        ranks = new RollingRank[count];
        unknown = new double[count];
        isMasked = new boolean[count];
        length = contract.length();
        for (int i = 0; i < count; i++) {
            prepare(i, features.get(i));
        }
    }

    private void prepare(final int i, final ObservedFeature feature) {
        final List<Step> steps = feature.steps();
        operations[i] = steps.stream().map(Step::operation).toArray(Step.Operation[]::new);
        first[i] = steps.stream().mapToDouble(Step::a).toArray();
        second[i] = steps.stream().mapToDouble(Step::b).toArray();
        rollingStep[i] = feature.rollingStep();
        unknown[i] = feature.missing().value();
        isMasked[i] = feature.missing().isMask();
        if (rollingStep[i] < steps.size()) {
            final int n = (int) steps.get(rollingStep[i]).a();
            switch (operations[i][rollingStep[i]]) {
                case ROLLING_Z -> moments[i] = new RollingMoments(n);
                case ROLLING_MIN_MAX -> ranges[i] = new RollingRange(n);
                case ROLLING_RANK -> ranks[i] = new RollingRank(n);
                default -> throw new IllegalStateException("no rolling step: " + operations[i][rollingStep[i]]);
            }
        }
    }

    /** Values in an observation. */
    public int length() {
        return length;
    }

    /** A bar closed: every rolling normaliser takes its value. An unknown value is skipped. */
    public void onBar(final SourceValues sources) {
        for (int i = 0; i < operations.length; i++) {
            if (rollingStep[i] < operations[i].length) {
                final double value = apply(i, 0, rollingStep[i], sources.value(i));
                if (Double.isFinite(value)) {
                    add(i, value);
                }
            }
        }
    }

    private void add(final int i, final double value) {
        if (moments[i] != null) {
            moments[i].add(value);
        } else if (ranges[i] != null) {
            ranges[i].add(value);
        } else {
            ranks[i].add(value);
        }
    }

    /**
     * Writes the observation.
     *
     * @param out of {@link #length} values or more; the first are written
     * @return how many features are unknown
     */
    public int encode(final SourceValues sources, final float[] out) {
        int at = 0;
        int missing = 0;
        for (int i = 0; i < operations.length; i++) {
            final float value = (float) apply(i, 0, operations[i].length, sources.value(i));
            final boolean isKnown = Math.abs(value) <= Float.MAX_VALUE;
            out[at++] = isKnown ? value : (float) unknown[i];
            missing += isKnown ? 0 : 1;
            if (isMasked[i]) {
                out[at++] = isKnown ? 0 : 1;
            }
        }
        return missing;
    }

    private double apply(final int i, final int from, final int to, final double source) {
        double x = source;
        for (int step = from; step < to && Double.isFinite(x); step++) {
            x = apply(i, step, x);
        }
        return Double.isFinite(x) ? x : Double.NaN;
    }

    private double apply(final int i, final int step, final double x) {
        final double a = first[i][step];
        final double b = second[i][step];
        return switch (operations[i][step]) {
            case MULTIPLY -> x * a;
            case DIVIDE -> x / a;
            case ADD -> x + a;
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case SQRT -> Math.sqrt(x);
            case TANH -> StrictMath.tanh(x);
            case CLIP -> Math.max(a, Math.min(b, x));
            case Z_SCORE -> (x - a) / b;
            case MIN_MAX -> (x - a) / (b - a);
            case ROLLING_Z -> moments[i].zScore(x);
            case ROLLING_MIN_MAX -> ranges[i].place(x);
            case ROLLING_RANK -> ranks[i].rank(x);
            case FLOAT32 -> (float) x;
        };
    }
}
