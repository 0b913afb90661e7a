package io.ringmaster.lab.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.lab.classifier.SeenDecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each figure against numbers from elsewhere. */
class FeatureStatisticsTest {

    private static final double[][] TABLE = {{2, 4, 5, 7, 8, 11}, {7, 6, 9, 5, 3, 4}, {1, 3, 2, 6, 5, 9}};

    /** {@code numpy.corrcoef} of NumPy 1.24; for ranks, of mean ranks that were counted by hand. */
    @Test
    void shouldCorrelateAsNumpyDoes() {
        final double[][] linear = Correlations.of(TABLE).linear();
        assertArrayEquals(new double[] {1, -0.68718616, 0.9516959}, linear[0], 5e-9);
        assertArrayEquals(new double[] {0.9516959, -0.73379939, 1}, linear[2], 5e-9);

        final Correlations tied = Correlations.of(new double[][] {{1, 2, 2, 3, 5, 8}, {3, 1, 4, 4, 4, 9}});
        assertEquals(0.8635790431896324, tied.linear()[0][1], 1e-14);
        assertEquals(0.8008534347238067, tied.ranks()[1][0], 1e-14);
    }

    /** {@code numpy.linalg.eigh(numpy.corrcoef(TABLE))}; the largest loading of each component is positive. */
    @Test
    void shouldFindComponentsAsNumpyDoes() {
        final Components components = Components.of(TABLE);

        assertArrayEquals(new double[] {0.86257991, 0.12217171, 0.01524838}, components.shares(), 5e-9);
        assertArrayEquals(new double[] {0.59254075, -0.53484579, 0.60235824}, components.loadings()[0], 5e-9);
        assertArrayEquals(new double[] {0.43875107, 0.84140271, 0.31549798}, components.loadings()[1], 5e-9);
        assertArrayEquals(new double[] {-0.67556862, 0.07733991, 0.73322955}, components.loadings()[2], 5e-9);
        assertEquals(1, components.holding(0.86));
        assertEquals(2, components.holding(0.98));
    }

    /** By hand: 0.8 ln(0.4 / 0.25) + 0.2 ln(0.1 / 0.25). */
    @Test
    void shouldMeasureTheInformationOfATable() {
        final double[] left = new double[1_000];
        final double[] right = new double[1_000];
        for (int i = 0; i < left.length; i++) {
            left[i] = i % 10 < 5 ? 0 : 1;
            right[i] = i % 5 == 0 ? 1 - left[i] : left[i];
        }
        assertEquals(0.8 * Math.log(1.6) + 0.2 * Math.log(0.4), new MutualInformation(right, 2, 1, 19, 1).with(left).nats(), 1e-12);
        // One bit is ln 2.
        assertEquals(Math.log(2), new MutualInformation(left, 8, 1, 19, 1).with(left).nats(), 1e-12);
    }

    @Test
    void shouldPutEqualManyValuesInABinAndEqualValuesTogether() {
        assertArrayEquals(new int[] {0, 3, 1, 2, 0, 3, 1, 2}, MutualInformation.binned(new double[] {1, 8, 3, 5, 2, 7, 4, 6}, 4));
        assertArrayEquals(new int[] {1, 1, 1, 3, 1}, MutualInformation.binned(new double[] {0, 0, 0, 9, 0}, 4));
    }

    /** Of features that know nothing, about one of twenty is above the noise, also if feature and return are lasting. */
    @Test
    void shouldRarelyTakeNoiseForInformation() {
        final SplittableRandom random = new SplittableRandom(5);
        final int features = 400;
        int above = 0;
        double lowest = 1;
        final MutualInformation information = new MutualInformation(smooth(random, 1_500), 4, 20, 99, 3);
        for (int i = 0; i < features; i++) {
            final MutualInformation.Estimate estimate = information.with(smooth(random, 1_500));
            above += estimate.isAboveNoise() ? 1 : 0;
            lowest = Math.min(lowest, estimate.pValue());
        }
        // 5 % of 400 are 20; the deviation of a binomial is 4.4.
        assertTrue(above >= 6 && above <= 36, "above the noise: " + above);
        assertTrue(lowest >= 0.01, "lowest p: " + lowest);
    }

    /** A mean over 20 numbers, as returns over 20 bars overlap. */
    private static double[] smooth(final SplittableRandom random, final int length) {
        final double[] drawn = random.doubles(length + 20).map(each -> each - 0.5).toArray();
        final double[] smooth = new double[length];
        for (int i = 0; i < length; i++) {
            smooth[i] = Arrays.stream(drawn, i, i + 20).sum();
        }
        return smooth;
    }

    /** The figure is the sum of (2 a - b) over rows 0..3 by place: without a change, it is 0. */
    @Test
    void shouldMeasureWhatAFigureLosesWithoutAFeature() {
        final float[][] rows = {{1, 2, 7}, {2, 4, 7}, {3, 6, 9}, {4, 8, 9}};
        final Importance importance = new Importance(rows, 50, 3);

        final Importance.Growth used = importance.of(0, FeatureStatisticsTest::squaredGap);
        assertEquals(0, importance.of(2, FeatureStatisticsTest::squaredGap).mean());
        // Two independent places of 1 to 4 are 2.5 apart in squares on average; a is counted twice.
        assertEquals(4 * 2.5, used.mean(), 1.5);
        assertTrue(used.deviation() > 0);
        assertEquals(used, new Importance(rows, 50, 3).of(0, FeatureStatisticsTest::squaredGap));
        assertArrayEquals(new float[] {1, 2, 7}, rows[0]);
    }

    private static double squaredGap(final float[][] rows) {
        return Arrays.stream(rows).mapToDouble(row -> (2 * row[0] - row[1]) * (2 * row[0] - row[1])).sum() / rows.length;
    }

    /** By hand: marks 100, 110, 121, 133.1 at 0, 1, 3 and 4 s. */
    @Test
    void shouldPairObservationsWithTheReturnThatFollows() {
        final long[] seconds = {0, 1, 3, 4};
        final double[] marks = {100, 110, 121, 133.1};
        final List<SeenDecision> decisions = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            decisions.add(new SeenDecision(seconds[i] * 1_000_000_000L, new float[] {i, 5}, marks[i]));
        }
        final ObservedReturns data = ObservedReturns.of(List.of("a", "b"), decisions, 2_000_000_000L, 100);

        assertArrayEquals(new double[] {Math.log(1.21), Math.log(1.1)}, data.returns(), 1e-15);
        assertEquals(2, data.horizon());
        assertArrayEquals(new double[] {0, 1}, data.column(0));
        assertTrue(data.isConstant(1) && !data.isConstant(0));

        final ObservedReturns half = ObservedReturns.of(List.of("a", "b"), decisions, 1_000_000_000L, 2);
        assertEquals(2, half.every());
        assertArrayEquals(new double[] {0, 2}, half.column(0));
        assertArrayEquals(new double[] {Math.log(1.1), Math.log(1.1)}, half.returns(), 1e-15);
    }
}
