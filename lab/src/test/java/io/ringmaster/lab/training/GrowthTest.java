package io.ringmaster.lab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static double[] of(final long... equityE8) {
        final Growth growth = new Growth();
        LongStream.of(equityE8).forEach(growth::see);
        return growth.logReturns();
    }

    @Test
    void shouldTakeTheLogReturnBetweenDecisions() {
        // ln 1.1 and ln 0.5
        assertArrayEquals(new double[] {0.0953101798043249, -0.693147180559945}, of(1_000, 1_100, 550), 1e-14);
        assertArrayEquals(new double[] {0}, of(1_000, -1));
        assertArrayEquals(new double[0], of());
        assertArrayEquals(new double[0], of(1_000));
    }

    /** Four differences with mean 0.005 and deviation 0.015 have a sum of 0.02 with the standard error 0.03. */
    @Test
    void shouldNotTrustADifferenceWithinAStandardError() {
        final double[] flat = new double[4];

        assertFalse(Growth.isSurelyLess(flat, new double[] {0.02, -0.01, 0.02, -0.01}));
        assertFalse(Growth.isSurelyLess(flat, flat));
        assertFalse(Growth.isSurelyLess(new double[] {0.02, 0.01, 0.02, 0.01}, flat));
    }

    /** The same mean three times as large, with the deviation 0.005: 0.06 with the standard error 0.01. */
    @Test
    void shouldTrustADifferenceBeyondAStandardError() {
        assertTrue(Growth.isSurelyLess(new double[4], new double[] {0.02, 0.01, 0.02, 0.01}));
        assertTrue(Growth.isSurelyLess(new double[4], new double[] {0.01, 0.01, 0.01, 0.01}));
        // What the market does to both cancels.
        assertTrue(Growth.isSurelyLess(new double[] {0.5, -0.5, 0.5, -0.5}, new double[] {0.52, -0.49, 0.52, -0.49}));
    }

    @Test
    void shouldTakeAnAccountThatEndedEarlyAsWorse() {
        assertTrue(Growth.isSurelyLess(new double[] {1}, new double[] {0, 0}));
        assertFalse(Growth.isSurelyLess(new double[] {0, 0}, new double[] {1}));
    }
}
