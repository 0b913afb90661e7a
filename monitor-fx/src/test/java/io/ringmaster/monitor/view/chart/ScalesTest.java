package io.ringmaster.monitor.view.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times, prices and round steps of the chart. */
class ScalesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_723_161_240L * SECOND;

    private final TimeAxis axis = new TimeAxis();

    @ParameterizedTest
    @CsvSource({"20,1s", "120,1s", "260,1s", "345,5s", "600,5s", "1800,15s", "7200,1m", "36000,5m", "86400,15m", "604800,1h", "31536000,1d"})
    void shouldChooseTheTimeframeThatGivesAbout120Candles(final long seconds, final String label) {
        assertEquals(label, Timeframe.forSpan(seconds * SECOND).label());
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,1,5", "11,1,20", "49,1,50", "51,1,100", "3,50,50", "120000000,50000000,200000000"})
    void shouldStepPricesByOneTwoOrFive(final double leastE8, final long tickE8, final long step) {
        assertEquals(step, RoundSteps.price(leastE8, tickE8));
    }

    @ParameterizedTest
    @CsvSource({"0.2,1", "1.1,2", "7,10", "31,60", "4000,7200", "90000,172800"})
    void shouldStepTimesByWholeUnits(final double leastSeconds, final long stepSeconds) {
        assertEquals(stepSeconds * SECOND, RoundSteps.time(leastSeconds * SECOND));
    }

    @Test
    void shouldLabelMidnightWithItsDayAndShortStepsWithSeconds() {
        final long midnight = 1_723_161_600L * SECOND;
        assertEquals("2024-08-09", Grid.label(midnight, 60 * SECOND));
        assertEquals("00:05", Grid.label(midnight + 300 * SECOND, 300 * SECOND));
        assertEquals("00:05:10", Grid.label(midnight + 310 * SECOND, 10 * SECOND));
    }

    private void fit(final double width, final long seconds) {
        axis.resize(width);
        axis.fit(START, START + seconds * SECOND, SECOND);
    }

    @Test
    void shouldFitASessionAndLeaveRoomForTheNamesOfPrices() {
        fit(1_000, 300);
        assertEquals(0, axis.xOf(START), 1e-3);
        assertEquals(910, axis.xOf(START + 300 * SECOND), 1e-3);
        assertTrue(axis.isFollowing());
    }

    @Test
    void shouldKeepTheTimeUnderTheMouseWhileItZooms() {
        fit(1_000, 300);
        axis.pan(-100, START, START + 300 * SECOND);
        final long before = axis.timeAt(400);

        axis.zoom(400, 2, SECOND, START + 300 * SECOND);

        assertEquals(before, axis.timeAt(400), SECOND / 1_000);
        assertEquals(300 * SECOND / 910.0 / 2, axis.nsPerPixel(), 1);
    }

    @Test
    void shouldKeepTheNewestTimeInItsPlaceWhileItFollows() {
        fit(1_000, 300);

        axis.zoom(10, 3, SECOND, START + 300 * SECOND);

        assertEquals(910, axis.xOf(START + 300 * SECOND), 1e-3);
        assertTrue(axis.isFollowing());
    }

    @Test
    void shouldNeverLoseAllCandlesOutOfSight() {
        fit(1_000, 300);
        final long last = START + 300 * SECOND;

        axis.pan(1e9, START, last);
        assertTrue(axis.xOf(START) > 0 && axis.xOf(START) < 1_000, () -> "first at " + axis.xOf(START));
        axis.pan(-1e9, START, last);
        assertTrue(axis.xOf(last) > 0 && axis.xOf(last) < 1_000, () -> "last at " + axis.xOf(last));
        assertFalse(axis.isFollowing());
    }

    @Test
    void shouldNotZoomBeyondCandlesThatCanBeSeen() {
        fit(1_000, 300);
        axis.zoom(500, 1e-9, SECOND, START + 300 * SECOND);
        assertEquals(1.5, axis.pixels(SECOND), 1e-6);
        axis.zoom(500, 1e9, SECOND, START + 300 * SECOND);
        assertEquals(60, axis.pixels(SECOND), 1e-6);
    }

    @Test
    void shouldReadBackThePriceThatItDrew() {
        final PriceAxis prices = PriceAxis.of(6_000_000_000_000L, 6_010_000_000_000L, 50_000_000, 40, 500);
        assertEquals(6_004_250_000_000L, prices.priceAt(prices.yOf(6_004_250_000_000L)), 1);
        assertTrue(prices.yOf(6_010_000_000_000L) > 40 && prices.yOf(6_000_000_000_000L) < 500);
    }
}
