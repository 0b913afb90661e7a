package io.ringmaster.lab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures that the papers print, to their digits. */
class SharpeRatioTest {

    private static final double PRINTED = 0.00005;
    /** Bailey and López de Prado 2014, section "A numerical example": 2.5 a year over five years of 250 days. */
    private static final SharpeRatio DEFLATED_PAPER = new SharpeRatio(2.5 / Math.sqrt(250), 1_250, -3, 10);
    private static final double DEFLATED_VARIANCE = 0.5 / 250;
    /** Bailey and López de Prado 2012, the Sharpe ratio efficient frontier: monthly returns over two years. */
    private static final SharpeRatio FRONTIER_PAPER = new SharpeRatio(0.458, 24, -2.448, 10.164);

    @ParameterizedTest
    @CsvSource({"46, 0.9505", "88, 0.9102", "100, 0.9004"})
    void shouldGiveTheDeflatedRatiosOfBaileyAndLopezDePrado2014(final long trials, final double printed) {
        assertEquals(printed, DEFLATED_PAPER.deflated(trials, DEFLATED_VARIANCE), PRINTED);
    }

    @Test
    void shouldGiveTheExpectedMaximumOfBaileyAndLopezDePrado2014() {
        assertEquals(0.1132, SharpeRatio.expectedMaximum(100, DEFLATED_VARIANCE), PRINTED);
    }

    @Test
    void shouldGiveTheProbabilisticRatiosOfBaileyAndLopezDePrado2012() {
        assertEquals(0.9817, new SharpeRatio(0.458, 24, 0, 3).probabilistic(0), PRINTED);
        assertEquals(0.9134, FRONTIER_PAPER.probabilistic(0), PRINTED);
    }

    /** By Python's {@code statistics.NormalDist}. With the excess kurtosis in its place, as some libraries have it: 0.9437, 0.9049, 0.8613. */
    @ParameterizedTest
    @CsvSource({"3, 0.9262", "10, 0.8905", "20, 0.8505"})
    void shouldTakeTheRawKurtosis(final double kurtosis, final double expected) {
        assertEquals(expected, new SharpeRatio(0.5, 60, 0, kurtosis).probabilistic(0.3), PRINTED);
    }

    @Test
    void shouldGiveTheMinimumBacktestLengthOfBaileyBorweinLopezDePradoAndZhu2014() {
        assertEquals(4.998, SharpeRatio.minimumBacktestYears(45, 1), 0.0005);
        assertEquals(0, SharpeRatio.minimumBacktestYears(1, 1));
    }

    @Test
    void shouldNeedTheMinimumTrackRecordForItsConfidence() {
        final double needed = FRONTIER_PAPER.minimumTrackRecord(0, 0.95);
        final SharpeRatio longEnough = new SharpeRatio(0.458, Math.round(Math.ceil(needed)), -2.448, 10.164);
        final SharpeRatio tooShort = new SharpeRatio(0.458, Math.round(Math.floor(needed)), -2.448, 10.164);

        assertEquals(34.5575059348562, needed, 1e-9, "by Python's statistics.NormalDist");
        assertTrue(longEnough.probabilistic(0) >= 0.95);
        assertTrue(tooShort.probabilistic(0) < 0.95);
        assertEquals(Double.POSITIVE_INFINITY, FRONTIER_PAPER.minimumTrackRecord(0.458, 0.95));
    }

    /** Worked out by hand: mean 2, deviations -1, 0, 0, 1; population moments m2 = 1/2, m3 = 0, m4 = 1/2. */
    @Test
    void shouldComeFromReturns() {
        final SharpeRatio ratio = SharpeRatio.of(new double[] {1, 2, 2, 3});

        assertEquals(2 / Math.sqrt(2 / 3.0), ratio.value(), 1e-12);
        assertEquals(0, ratio.skewness(), 1e-12);
        assertEquals(2, ratio.kurtosis(), 1e-12);
        assertEquals(4, ratio.periods());
        assertEquals(Math.sqrt((1 + 6 / 4.0) / 3), ratio.standardError(), 1e-12);
    }

    @Test
    void shouldBeUndefinedWithoutSpread() {
        for (final double[] returns : new double[][] {{}, {0.01}, {0.01, 0.01, 0.01}, {0, 0}}) {
            final SharpeRatio ratio = SharpeRatio.of(returns);
            assertFalse(ratio.isDefined());
            assertTrue(Double.isNaN(ratio.value()) && Double.isNaN(ratio.probabilistic(0)) && Double.isNaN(ratio.deflated(10, 0.1)));
        }
    }

    @Test
    void shouldNotDeflateASingleTrial() {
        assertEquals(FRONTIER_PAPER.probabilistic(0), FRONTIER_PAPER.deflated(1, 0.5));
    }
}
