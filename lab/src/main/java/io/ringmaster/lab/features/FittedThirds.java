package io.ringmaster.lab.features;

import io.ringmaster.lab.classifier.Classifier;
import io.ringmaster.lab.classifier.Standardisation;
import java.util.Arrays;
import java.util.List;

/**
 * A small network that learns from the first part of the observations whether the return is in the lowest, the middle or the highest third of them. Its
 * loss on the last part, which it has not seen, tells whether the features know anything; between the parts lies a gap as long as the horizon.
 */
final class FittedThirds {

    /** The loss of a network that knows nothing. */
    static final double KNOWS_NOTHING = StrictMath.log(3);

    private static final double LEARNED = 0.7;
    private static final int MOST_LEARNED = 3_000;
    private static final int MOST_TESTED = 1_000;
    private static final int WIDTH = 16;
    private static final Classifier.Lesson LESSON = new Classifier.Lesson(150, 0.1, 0.01);

    private final Classifier classifier;
    private final float[][] tested;
    private final int[] right;

    FittedThirds(final ObservedReturns data, final long seed) {
        final int end = (int) (LEARNED * data.rows().length);
        final int start = Math.min(data.rows().length, end + data.horizon());
        final double[] sorted = Arrays.copyOf(data.returns(), end);
        Arrays.sort(sorted);
        final double low = sorted[end / 3];
        final double high = sorted[2 * end / 3];
        final float[][] examples = data.chosen(0, end, MOST_LEARNED);
        tested = data.chosen(start, data.rows().length, MOST_TESTED);
        right = thirds(data, ObservedReturns.indices(start, data.rows().length, MOST_TESTED), low, high);
        classifier = new Classifier(Standardisation.of(List.of(examples)), WIDTH, 3, seed);
        classifier.learn(examples, thirds(data, ObservedReturns.indices(0, end, MOST_LEARNED), low, high), LESSON);
    }

    private static int[] thirds(final ObservedReturns data, final int[] rows, final double low, final double high) {
        return Arrays.stream(rows).map(row -> data.returns()[row] < low ? 0 : data.returns()[row] < high ? 1 : 2).toArray();
    }

    /** The observations that it has not seen. */
    float[][] tested() {
        return tested;
    }

    /** Mean cross-entropy on the tested observations, or on these in their place. */
    double loss(final float[][] observations) {
        double sum = 0;
        for (int i = 0; i < observations.length; i++) {
            final double[] logits = classifier.logits(observations[i]);
            final double most = Arrays.stream(logits).max().orElseThrow();
            double whole = 0;
            for (final double logit : logits) {
                whole += StrictMath.exp(logit - most);
            }
            sum += StrictMath.log(whole) + most - logits[right[i]];
        }
        return sum / observations.length;
    }
}
