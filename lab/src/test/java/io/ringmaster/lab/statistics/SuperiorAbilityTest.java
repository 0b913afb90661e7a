package io.ringmaster.lab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuperiorAbilityTest {

    private static final long SEED = Long.getLong("seed", 17);
    private static final int PERIODS = 300;
    private static final int ALTERNATIVES = 10;

    @Test
    void shouldRejectFiveOfAHundredNulls() {
        assertEquals(0.05, rejected(1_000, 0), 0.015, "seed " + SEED);
    }

    @Test
    void shouldRejectMoreTheLargerThePlantedEdge() {
        final double small = rejected(150, 0.1);
        final double middle = rejected(150, 0.2);
        final double large = rejected(150, 0.35);

        assertTrue(0.1 < small && small < middle && middle < large && large > 0.95, small + " " + middle + " " + large + ", seed " + SEED);
    }

    /** An edge of one alternative, in standard deviations of a period. */
    private static double rejected(final int tests, final double edge) {
        final Random random = new Random(SEED);
        final double[] means = new double[ALTERNATIVES];
        means[3] = edge;
        int rejected = 0;
        for (int test = 0; test < tests; test++) {
            rejected += SuperiorAbility.of(Series.noise(PERIODS, means, random), 199, test).consistent() <= 0.05 ? 1 : 0;
        }
        return (double) rejected / tests;
    }

    /** Poor alternatives make the upper value too large; the consistent one does not count them. */
    @Test
    void shouldNotBeMisledByPoorAlternatives() {
        final Random random = new Random(SEED);
        final double[] means = new double[20];
        Arrays.fill(means, -2);
        means[0] = 0.12;
        final SuperiorAbility result = SuperiorAbility.of(Series.noise(PERIODS, means, random), 999, SEED);

        assertTrue(result.lower() <= result.consistent() && result.consistent() < result.upper(), result + ", seed " + SEED);
    }

    @Test
    void shouldFindNothingInTheBenchmarkItself() {
        final SuperiorAbility result = SuperiorAbility.of(new double[100][2], 99, 1);

        assertEquals(0, result.statistic());
        assertEquals(1, result.consistent());
    }

    @Test
    void shouldRefuseWhatItCannotTest() {
        assertThrows(IllegalArgumentException.class, () -> SuperiorAbility.of(new double[1][2], 99, 1));
        assertThrows(IllegalArgumentException.class, () -> SuperiorAbility.of(new double[9][0], 99, 1));
    }
}
