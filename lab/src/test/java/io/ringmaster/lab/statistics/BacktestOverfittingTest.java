package io.ringmaster.lab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BacktestOverfittingTest {

    private static final long SEED = Long.getLong("seed", 23);

    @Test
    void shouldBeAHalfOnNoise() {
        final Random random = new Random(SEED);
        double sum = 0;
        for (int table = 0; table < 40; table++) {
            sum += BacktestOverfitting.of(Series.noise(320, new double[20], random)).probability();
        }

        assertEquals(0.5, sum / 40, 0.08, "seed " + SEED);
    }

    @Test
    void shouldBeNearZeroWithATrueEdge() {
        final double[] means = new double[20];
        means[7] = 0.5;
        final BacktestOverfitting result = BacktestOverfitting.of(Series.noise(320, means, new Random(SEED)));

        assertEquals(12_870, result.splits(), "16 over 8");
        assertTrue(result.probability() < 0.01 && result.lossOutside() < 0.01, result + ", seed " + SEED);
    }

    /** Each is best in one half and worst in the other, so the choice is always wrong. Two blocks of four, six splits; two of them tell nothing. */
    @Test
    void shouldBeLargeWhereTheBestTurnsIntoTheWorst() {
        final double[][] returns = new double[16][2];
        for (int row = 0; row < 16; row++) {
            final double side = row < 8 ? 1 : -1;
            returns[row][0] = side + 0.01 * (row % 4);
            returns[row][1] = -side + 0.01 * (row % 3);
        }
        final BacktestOverfitting result = BacktestOverfitting.of(returns);

        assertEquals(6, result.splits(), "4 over 2");
        assertTrue(result.probability() >= 2 / 6.0 && result.lossOutside() >= 2 / 6.0, result.toString());
    }

    @Test
    void shouldBeUnknownForOneStrategyOrAShortTime() {
        assertEquals(BacktestOverfitting.UNKNOWN, BacktestOverfitting.of(new double[100][1]));
        assertEquals(BacktestOverfitting.UNKNOWN, BacktestOverfitting.of(new double[15][3]));
        assertEquals(BacktestOverfitting.UNKNOWN, BacktestOverfitting.of(new double[0][0]));
    }
}
