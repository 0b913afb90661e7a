package io.ringmaster.lab.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.onnx.OnnxReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassifierTest {

    private static final long SEED = Long.getLong("seed", 71);
    private static final Classifier.Lesson LESSON = new Classifier.Lesson(600, 0.3, 0.0001);

    /** Points around 3 and -2, of which the third coordinate never changes. */
    private static float[][] points(final int count) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final float[][] points = new float[count][];
        for (int i = 0; i < count; i++) {
            points[i] = new float[] {3 + (float) random.nextGaussian(), -2 + 0.1f * (float) random.nextGaussian(), 7};
        }
        return points;
    }

    /** Which quarter of the plane a point is in, opposite ones together: no straight line divides them. */
    private static int[] crossed(final float[][] points) {
        return Arrays.stream(points).mapToInt(point -> point[0] > 3 == point[1] > -2 ? 0 : 2).toArray();
    }

    private static Classifier taught(final float[][] points, final long seed) {
        final Classifier classifier = new Classifier(Standardisation.of(List.of(points)), 8, 3, seed);
        classifier.learn(points, crossed(points), LESSON);
        return classifier;
    }

    private static int best(final double[] logits) {
        return logits[0] > logits[1] && logits[0] > logits[2] ? 0 : logits[1] > logits[2] ? 1 : 2;
    }

    @Test
    void shouldLearnWhatNoStraightLineDivides() {
        final float[][] points = points(300);
        final Classifier classifier = taught(points, SEED);
        final int[] classes = crossed(points);
        int right = 0;
        for (int i = 0; i < points.length; i++) {
            right += best(classifier.logits(points[i])) == classes[i] ? 1 : 0;
        }
        assertTrue(right > 0.95 * points.length, right + " of " + points.length + " seed=" + SEED);
    }

    /** Of equal classes, a classifier that knows nothing loses log 2 per example; the loss of one that has learned is lower. */
    @Test
    void shouldReportTheLossThatItReaches() {
        final float[][] points = points(300);
        final Classifier classifier = new Classifier(Standardisation.of(List.of(points)), 8, 3, SEED);
        final double first = classifier.learn(points, crossed(points), new Classifier.Lesson(1, 0.3, 0));
        final double last = classifier.learn(points, crossed(points), LESSON);
        assertEquals(Math.log(3), first, 0.4, "seed=" + SEED);
        assertTrue(last < 0.2, "loss " + last + " seed=" + SEED);
    }

    @Test
    void shouldMakeTheSameFileFromTheSameSeedOnly() {
        final float[][] points = points(50);
        final byte[] file = taught(points, SEED).onnx("net", Map.of("a", "b"));
        assertArrayEquals(file, taught(points, SEED).onnx("net", Map.of("a", "b")));
        assertFalse(Arrays.equals(file, taught(points, SEED + 1).onnx("net", Map.of("a", "b"))));
    }

    @Test
    void shouldComputeWhatItsFileComputes() {
        final float[][] points = points(200);
        final Classifier classifier = taught(points, SEED);
        final byte[] file = classifier.onnx("net", Map.of());
        final ExactEngine engine = ExactEngine.of(OnnxReader.read("net.onnx", file, file.length));
        for (final float[] point : points) {
            System.arraycopy(point, 0, engine.input(), 0, point.length);
            engine.run();
            final double[] logits = classifier.logits(point);
            for (int i = 0; i < logits.length; i++) {
                assertEquals(logits[i], engine.output(0)[i], 1e-5, "seed=" + SEED);
            }
        }
    }

    /** The deviation of 1000, 1001 is 0.5, less than a thousandth of their mean; that of -1, 1 is 1. */
    @Test
    void shouldIgnoreAFeatureThatHardlyChanged() {
        final Standardisation of = Standardisation.of(List.of(new float[] {1000, -1, 0}, new float[] {1001, 1, 0}));
        assertArrayEquals(new float[] {1000.5f, 0, 0}, of.mean());
        assertArrayEquals(new float[] {0, 1, 0}, of.scale());
        assertArrayEquals(new double[] {0, -4, 0}, of.apply(new float[] {3, -9, 1}), 1e-12, "cut at four deviations");
    }

    @Test
    void shouldIgnoreAFeatureThatNeverChanged() {
        final float[][] points = points(50);
        final Classifier classifier = taught(points, SEED);
        final double[] logits = classifier.logits(points[0]);
        assertArrayEquals(logits, classifier.logits(new float[] {points[0][0], points[0][1], -1e6f}));
    }
}
