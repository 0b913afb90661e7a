package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sizes by hand: a mark of 10000 and, unless said otherwise, an equity of 10000, so that a cap reads the same as exposure and as quantity. */
class PositionSizingTest {

    private static final long HOUR = 3_600_000_000_000L;
    private static final long MARK = e8("10000");

    private Ledger ledger = ledger("10000");

    private static Ledger ledger(final String cash) {
        return new Ledger(List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE)), e8(cash));
    }

    private PositionSizing sizing(final String entry, final String riskFraction) {
        return new PositionSizing(
            Configuration.bind(ExecutionSettings.class, "none", "riskFraction: " + riskFraction + "\nentry: {" + entry + "}\n", Map.of()), ledger);
    }

    private static void close(final PositionSizing sizing, final int times, final String profit) {
        for (int i = 0; i < times; i++) {
            sizing.onTradeClosed(e8(profit), HOUR);
        }
    }

    private static String cap(final PositionSizing sizing, final double confidence) {
        final long capE8 = sizing.capE8(MARK, e8("0.01"), confidence);
        return capE8 == PositionSizing.NO_CAP ? "none" : FixedPoint.format(capE8);
    }

    @Test
    void shouldCapByTheRiskAtTheStop() {
        assertEquals("0.5", cap(sizing("", "0.005"), 1), "half a per cent of the equity at a stop 1 % away");
        assertEquals("none", cap(sizing("", "0"), 1));
    }

    /** 60 % won, twice as much as is lost: f = 0.6 - 0.4 / 2 = 0.4; a quarter of it is 0.1. */
    @Test
    void shouldCapByKellyAfterFiftyTrades() {
        final PositionSizing sizing = sizing("kelly: 0.25, kellyMax: 1", "0.005");
        close(sizing, 30, "20");
        close(sizing, 19, "-10");
        assertEquals("0.5", cap(sizing, 1), "49 trades say nothing yet");
        close(sizing, 1, "-10");
        assertEquals("0.1", cap(sizing, 1));
        assertEquals("0.05", cap(sizing, 0.5), "times the confidence");
    }

    /** 60 % won; the rest lost 200 in 20 trades, ten of which lost nothing: 10 each, half of what is won, so f is 0.4 again. */
    @Test
    void shouldNotCountATradeWithoutProfitAsWon() {
        final PositionSizing sizing = sizing("kelly: 0.25, kellyMax: 1", "0.005");
        close(sizing, 30, "20");
        close(sizing, 10, "-20");
        close(sizing, 10, "0");
        assertEquals("0.1", cap(sizing, 1));
    }

    @Test
    void shouldNeverLetKellySetMoreThanItsLargestCap() {
        final PositionSizing sizing = sizing("kelly: 0.25, kellyMax: 0.07", "0");
        close(sizing, 30, "20");
        close(sizing, 20, "-10");
        assertEquals("0.07", cap(sizing, 1));
    }

    /** 40 % won, as much as is lost: f = 0.4 - 0.6 = -0.2. */
    @Test
    void shouldNotCapByAKellyThatIsNotPositive() {
        final PositionSizing sizing = sizing("kelly: 0.25", "0.005");
        close(sizing, 20, "10");
        close(sizing, 30, "-10");
        assertEquals("0.5", cap(sizing, 1));
    }

    @Test
    void shouldTakeKellyOfTradesThatWereAllWon() {
        final PositionSizing sizing = sizing("kelly: 0.25, kellyMax: 1", "0");
        close(sizing, 50, "10");
        assertEquals("0.25", cap(sizing, 1), "f = 1");
    }

    @Test
    void shouldLeaveKellyOffByDefault() {
        final PositionSizing sizing = sizing("", "0");
        close(sizing, 30, "20");
        close(sizing, 20, "-10");
        assertEquals("none", cap(sizing, 1));
    }

    @Test
    void shouldMakeEntriesSmallerInADrawdown() {
        for (final String[] each : new String[][] {
            {"199.99", "1"}, {"200", "0.75"}, {"499.99", "0.75"}, {"500", "0.5"}, {"999.99", "0.5"}, {"1000", "0.25"}, {"1499.99", "0.25"},
            {"1500", "0.1"}, {"9000", "0.1"}}) {
            ledger = ledger("10000");
            ledger.onFunding(-e8(each[0]));
            assertEquals(each[1], FixedPoint.format(sizing("drawdownFactor: true", "0").factorE8()), each[0] + " of 10000 lost");
            assertEquals(FixedPoint.ONE, sizing("", "0").factorE8());
        }
    }

    /** Won 600, lost 200: e = 400 / 800 = 0.5; an average of 16 a trade, so 32 are 2 units: (0.5 / 1.5)^2 = 1 / 9. */
    @Test
    void shouldComputeTheRiskOfRuin() {
        ledger = ledger("32");
        final PositionSizing sizing = sizing("", "0");
        close(sizing, 30, "20");
        close(sizing, 19, "-10");
        assertEquals(0, sizing.riskOfRuinE8(), "49 trades say nothing yet");
        close(sizing, 1, "-10");
        assertEquals(11_111_111, sizing.riskOfRuinE8(), 1);
    }

    @Test
    void shouldPauseEntriesAndThenCountAnewWhenRuinIsTooLikely() {
        final PositionSizing sizing = sizing("maxRiskOfRuin: 0.01, ruinPause: 24h", "0");
        close(sizing, 49, "-1");
        assertFalse(sizing.isPaused(HOUR));
        close(sizing, 1, "-1");
        assertEquals(FixedPoint.ONE, sizing.riskOfRuinE8(), "trades that lose on average end in ruin");
        assertTrue(sizing.isPaused(HOUR));
        assertTrue(sizing.isPaused(25 * HOUR - 1));
        assertFalse(sizing.isPaused(25 * HOUR), "a pause, not an end");
        assertEquals(0, sizing.trades());
        close(sizing, 49, "-1");
        assertFalse(sizing.isPaused(26 * HOUR));
    }

    @Test
    void shouldNotPauseByDefault() {
        final PositionSizing sizing = sizing("", "0");
        close(sizing, 100, "-1");
        assertFalse(sizing.isPaused(HOUR));
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }
}
