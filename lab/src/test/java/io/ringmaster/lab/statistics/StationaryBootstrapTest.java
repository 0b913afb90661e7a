package io.ringmaster.lab.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationaryBootstrapTest {

    private static final long SEED = Long.getLong("seed", 11);
    private static final double CONFIDENCE = 0.95;

    /** By {@code arch.bootstrap.optimal_block_length} of the Python library arch, at commit 543f44c. */
    @ParameterizedTest
    @CsvSource({
        "500, 0, 1, 2.448691424400771", "500, 0.5, 2, 9.243105959005698", "2000, 0.8, 3, 32.74984858902749", "250, -0.4, 4, 5.177432054435778",
        "1000, 0.1, 5, 3.978518605151391"})
    void shouldChooseTheBlockLengthOfAnotherImplementation(final int size, final double coefficient, final long seed, final double expected) {
        assertEquals(expected, BlockLength.of(Series.congruential(size, coefficient, seed)), 1e-9 * expected);
    }

    @Test
    void shouldChooseSingleRowsWithoutDependenceToMeasure() {
        assertEquals(1, BlockLength.of(new double[9]));
        assertEquals(1, BlockLength.of(new double[500]));
    }

    @Test
    void shouldDrawBlocksOfTheMeanLengthOnACircle() {
        final int size = 1_000;
        final StationaryBootstrap bootstrap = new StationaryBootstrap(size, 20, SEED);
        final int[] places = new int[size];
        int begun = 0;
        int wrapped = 0;
        for (int draw = 0; draw < 200; draw++) {
            bootstrap.draw(places);
            for (int i = 1; i < size; i++) {
                begun += places[i] == (places[i - 1] + 1) % size ? 0 : 1;
                wrapped += places[i - 1] == size - 1 && places[i] == 0 ? 1 : 0;
            }
        }

        assertEquals(20, 200.0 * (size - 1) / begun, 0.5, "seed " + SEED);
        assertTrue(wrapped > 100, wrapped + " of 200 passed the end");
    }

    @Test
    void shouldGiveTheSameFromTheSameSeed() {
        final double[] series = Series.autoregression(300, 0.4, 0.1, new Random(SEED));

        assertEquals(
            StationaryBootstrap.ofSharpe(series, CONFIDENCE, 200, 5), StationaryBootstrap.ofSharpe(series, CONFIDENCE, 200, 5));
        assertTrue(!StationaryBootstrap.ofSharpe(series, CONFIDENCE, 200, 5).equals(StationaryBootstrap.ofSharpe(series, CONFIDENCE, 200, 6)));
    }

    /** The true ratio is known: mean over the deviation of the autoregression. Single rows would cover it in about 80 % only. */
    @Test
    void shouldCoverTheTrueRatioOfAnAutoregression() {
        final double coefficient = 0.3;
        final double mean = 0.1;
        final double truth = mean * Math.sqrt(1 - coefficient * coefficient);
        final Random random = new Random(SEED);
        int covered = 0;
        for (int series = 0; series < 400; series++) {
            covered += StationaryBootstrap.ofSharpe(Series.autoregression(500, coefficient, mean, random), CONFIDENCE, 400, series).contains(truth) ? 1 : 0;
        }

        assertEquals(CONFIDENCE, covered / 400.0, 0.04, "seed " + SEED);
    }

    @Test
    void shouldKnowNoIntervalWithoutSpread() {
        assertEquals(Interval.UNKNOWN, StationaryBootstrap.ofSharpe(new double[50], CONFIDENCE, 100, 1));
        assertArrayEquals(new double[] {-0.2, 0.4}, new double[] {new Interval(-0.1, 0.2).times(2).low(), new Interval(-0.1, 0.2).times(2).high()});
    }
}
