package io.ringmaster.lab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final long SEED = Long.getLong("seed", 37);
    private static final int PERIODS = 400;
    private static final int BASELINES = 5;

    @Test
    void shouldFindThatAPolicyWithAnEdgeBeatsEveryBaseline() {
        final Comparison result = compared(0.3, 0);

        assertTrue(result.betterThanAll() < 0.01 && result.worseThanOne() > 0.5, result + ", seed " + SEED);
        assertTrue(result.overfitting().probability() < 0.1, result + ", seed " + SEED);
    }

    /** It is far better than four of five, which does not count. */
    @Test
    void shouldNotCallAPolicyBetterThatOneBaselineBeats() {
        final Comparison result = compared(0.3, 0.6);

        assertEquals(2, result.hardest());
        assertTrue(result.betterThanAll() > 0.9 && result.worseThanOne() < 0.01, result + ", seed " + SEED);
    }

    @Test
    void shouldNotCallAPolicyBetterThanItself() {
        final double[] policy = Series.autoregression(PERIODS, 0, 0.1, new Random(SEED));
        final Comparison result = Comparison.of(policy, Arrays.stream(policy).mapToObj(each -> new double[] {each}).toArray(double[][]::new));

        assertEquals(1, result.betterThanAll());
        assertEquals(1, result.worseThanOne());
    }

    /** Three of the four earn more in each period, so that p = 1 against each of them. */
    @Test
    void shouldNameTheBestOfTheBaselinesThatAreSurelyAsGood() {
        final Random random = new Random(SEED);
        final double[] policy = Series.autoregression(PERIODS, 0, 0, random);
        final double[] edges = {0.01, 0.03, 0.02, -0.01};
        final double[][] baselines = Arrays.stream(policy).mapToObj(each -> Arrays.stream(edges).map(edge -> each + edge).toArray()).toArray(double[][]::new);

        final Comparison result = Comparison.of(policy, baselines);

        assertEquals(1, result.betterThanAll(), "seed " + SEED);
        assertEquals(1, result.hardest(), "seed " + SEED);
    }

    @Test
    void shouldRarelyCallAnyOfManyRandomPoliciesBetter() {
        final Random random = new Random(SEED);
        int better = 0;
        for (int i = 0; i < 100; i++) {
            better += Comparison.of(Series.autoregression(200, 0, 0, random), Series.noise(200, new double[3], random)).betterThanAll() <= 0.05 ? 1 : 0;
        }

        assertTrue(better <= 5, better + " of 100, seed " + SEED);
    }

    private static Comparison compared(final double edge, final double edgeOfOne) {
        final Random random = new Random(SEED);
        final double[] means = new double[BASELINES];
        means[2] = edgeOfOne;
        final double[][] baselines = Series.noise(PERIODS, means, random);
        return Comparison.of(Series.autoregression(PERIODS, 0, edge, random), baselines);
    }
}
