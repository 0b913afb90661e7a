package io.ringmaster.inference.contract;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns the values of a contract's sources into an observation. It keeps the observation, so that only features whose source may have changed are
 * computed anew. Beside it, rolling normalisers are its only state; they take one value on each closed bar of the contract's timeframe, so a replay
 * folds the same state from the same events. A source or a step without a finite result makes the feature unknown.
 * Every result is the same to the bit on every machine: plain arithmetic and {@link StrictMath}. Allocates nothing after construction. One
 * instrument, one thread.
 */
public final class Encoder {

    /** The steps of all features, one feature after the other. */
    private final Step.Operation[] operations;
    private final double[] first;
    private final double[] second;
    /** By feature, its first step, its rolling step, and the step behind its last one, which is the rolling step too if it has none. */
    private final int[] from;
    private final int[] rolling;
    private final int[] to;
    private final RollingMoments[] moments;
    private final RollingRange[] ranges;
    private final RollingRank[] ranks;
    private final int[] rollingFeatures;
    private final float[] missing;
    private final boolean[] isMasked;
    /** By feature, the place of its value in the observation. */
    private final int[] place;
    private final float[] observation;
    private final boolean[] isUnknown;
    private int unknown;

    public Encoder(final ObservationContract contract) {
        final List<ObservedFeature> features = contract.features();
        final int count = features.size();
        final int steps = features.stream().mapToInt(feature -> feature.steps().size()).sum();
        operations = new Step.Operation[steps];
        first = new double[steps];
        second = new double[steps];
        from = new int[count];
        rolling = new int[count];
        to = new int[count];
        moments = new RollingMoments[count];
        ranges = new RollingRange[count];
        ranks = new RollingRank[count];
        missing = new float[count];
        isMasked = new boolean[count];
        place = new int[count];
        observation = new float[contract.length()];
        isUnknown = new boolean[count];
        for (int i = 0; i < count; i++) {
            from[i] = i == 0 ? 0 : to[i - 1];
            place[i] = i == 0 ? 0 : place[i - 1] + features.get(i - 1).width();
            prepare(i, features.get(i));
            show(i, Double.NaN);
        }
        rollingFeatures = IntStream.range(0, count).filter(i -> rolling[i] < to[i]).toArray();
    }

    private void prepare(final int i, final ObservedFeature feature) {
        final List<Step> steps = feature.steps();
        rolling[i] = from[i] + feature.rollingStep();
        to[i] = from[i] + steps.size();
        for (int step = from[i]; step < to[i]; step++) {
            operations[step] = steps.get(step - from[i]).operation();
            first[step] = steps.get(step - from[i]).a();
            second[step] = steps.get(step - from[i]).b();
        }
        missing[i] = (float) feature.missing().value();
        isMasked[i] = feature.missing().isMask();
        if (rolling[i] < to[i]) {
            final int n = (int) first[rolling[i]];
            switch (operations[rolling[i]]) {
                case ROLLING_Z -> moments[i] = new RollingMoments(n);
                case ROLLING_MIN_MAX -> ranges[i] = new RollingRange(n);
                case ROLLING_RANK -> ranks[i] = new RollingRank(n);
                default -> throw new IllegalStateException("no rolling step: " + operations[rolling[i]]);
            }
        }
    }

    /** Values in an observation. */
    public int length() {
        return observation.length;
    }

    /** A bar closed: every rolling normaliser takes its value. An unknown value is skipped. */
    public void onBar(final SourceValues sources) {
        for (final int i : rollingFeatures) {
            final double value = apply(i, from[i], rolling[i], sources.value(i));
            if (Double.isFinite(value)) {
                add(i, value);
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

    /** Computes some features anew. The others stay what they are; before its first value, a feature is unknown. */
    public void update(final SourceValues sources, final int[] features) {
        for (final int i : features) {
            show(i, apply(i, from[i], to[i], sources.value(i)));
        }
    }

    private void show(final int i, final double exact) {
        final float value = (float) exact;
        final boolean isKnown = Math.abs(value) <= Float.MAX_VALUE;
        observation[place[i]] = isKnown ? value : missing[i];
        if (isMasked[i]) {
            observation[place[i] + 1] = isKnown ? 0 : 1;
        }
        if (isUnknown[i] == isKnown) {
            isUnknown[i] = !isKnown;
            unknown += isKnown ? -1 : 1;
        }
    }

    /**
     * Writes the observation.
     *
     * @param out of {@link #length} values or more; the first are written
     * @return how many features are unknown
     */
    public int write(final float[] out) {
        System.arraycopy(observation, 0, out, 0, observation.length);
        return unknown;
    }

    private double apply(final int i, final int begin, final int end, final double source) {
        double x = source;
        for (int step = begin; step < end && Double.isFinite(x); step++) {
            x = apply(i, step, x);
        }
        return Double.isFinite(x) ? x : Double.NaN;
    }

    private double apply(final int i, final int step, final double x) {
        final double a = first[step];
        return switch (operations[step]) {
            case MULTIPLY -> x * a;
            case DIVIDE -> x / a;
            case ADD -> x + a;
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case SQRT -> Math.sqrt(x);
            case TANH -> StrictMath.tanh(x);
            case CLIP -> Math.max(a, Math.min(second[step], x));
            case Z_SCORE -> (x - a) / second[step];
            case MIN_MAX -> (x - a) / (second[step] - a);
            case ROLLING_Z -> moments[i].zScore(x);
            case ROLLING_MIN_MAX -> ranges[i].place(x);
            case ROLLING_RANK -> ranks[i].rank(x);
            case FLOAT32 -> (float) x;
        };
    }
}
