package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.units.FixedPoint;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Figures of short equity curves, worked out by hand. */
class FiguresTest {

    private static final long START = ns("2019-01-01T00:00:00Z");
    private static final long HOUR = 3_600_000_000_000L;
    private static final long INITIAL = 1_000 * FixedPoint.ONE;

    private final EquityFigures equity = new EquityFigures(INITIAL, START);
    private final Drawdowns drawdowns = new Drawdowns(INITIAL, START);
    private final MonthlyReturns months = new MonthlyReturns(INITIAL);
    private final MarketFigures market = new MarketFigures();

    @Test
    void shouldCallAYearOfBarsAYear() {
        for (int hour = 1; hour <= 365 * 24; hour++) {
            step(START + hour * HOUR, 1_000 + hour / 24.0, 100, 0);
        }
        equity.finish();

        assertEquals(365, equity.days(), "the step at midnight ends the last day");
        assertEquals(8_760, equity.stepsAYear(), 1e-9);
        assertEquals(0.365, equity.totalReturn(), 1e-12);
        assertEquals(equity.totalReturn(), equity.cagr(), 1e-12);
    }

    @Test
    void shouldReturnEachMonthFromTheEndOfTheMonthBefore() {
        step(ns("2019-01-31T23:59:00Z"), 1_090, 100, 0);
        step(ns("2019-02-01T00:00:00Z"), 1_100, 100, 0);
        step(ns("2019-02-01T00:01:00Z"), 1_200, 100, 0);
        step(ns("2019-03-01T00:00:00Z"), 990, 100, 0);
        step(ns("2019-05-10T00:00:00Z"), 1_485, 100, 0);

        assertEquals("{2019-01=0.1, 2019-02=-0.1, 2019-05=0.5}", months.returns().entrySet().stream()
            .map(month -> month.getKey() + "=" + Math.rint(month.getValue() * 1e9) / 1e9).collect(Collectors.joining(", ", "{", "}")));
    }

    @Test
    void shouldFindTheWorstFallsOfSeparatePeaks() {
        final double[] curve = {1_000, 900, 950, 1_000, 1_100, 1_045, 1_100, 1_200, 600, 1_200, 1_188, 1_200, 1_176, 1_200, 1_164, 1_300, 1_170};
        for (int i = 0; i < curve.length; i++) {
            step(START + (i + 1) * HOUR, curve[i], 100, 0);
        }
        final List<Drawdowns.Fall> worst = drawdowns.worst();

        assertEquals("0.5 8-9-10, 0.1 1-2-4, 0.1 16-17-0, 0.05 5-6-7, 0.03 14-15-16", worst.stream()
            .map(fall -> Math.rint(fall.depth() * 1e9) / 1e9 + " " + hours(fall.startNs()) + "-" + hours(fall.troughNs()) + "-" + hours(fall.endNs()))
            .collect(Collectors.joining(", ")));
        assertEquals(equity.maxDrawdown(), worst.getFirst().depth());
    }

    @Test
    void shouldHoldTheMarketFromTheLastPriceBeforeTheStart() {
        market.begin(100 * FixedPoint.ONE);
        step(START + HOUR, 1_000, 150, 2);
        step(START + 2 * HOUR, 1_000, 75, -4);
        step(START + 3 * HOUR, 1_000, 120, 0);

        assertEquals(0.2, market.holdReturn(), 1e-12);
        assertEquals(0.5, market.holdMaxDrawdown(), 1e-12);
        assertEquals((0.3 + 0.3) / 3, market.averageExposure(), 1e-12);
        assertEquals(0.3, market.maxExposure(), 1e-12);
        assertEquals(1 / 3.0, market.timeLong(), 1e-12);
        assertEquals(1 / 3.0, market.timeShort(), 1e-12);
    }

    @Test
    void shouldGiveNoRateOfAYearUnder30Days() {
        step(START + 29 * 24 * HOUR, 1_100, 100, 0);
        assertTrue(Double.isNaN(equity.cagr()));
        step(START + 30 * 24 * HOUR, 1_100, 100, 0);
        assertEquals(Math.pow(1.1, 365 / 30.0) - 1, equity.cagr(), 1e-12);
    }

    private static long hours(final long timeNs) {
        return timeNs == 0 ? 0 : (timeNs - START) / HOUR;
    }

    private void step(final long timeNs, final double money, final long mark, final long position) {
        final StepListener.Step step = new StepListener.Step();
        step.timeNs = timeNs;
        step.equityE8 = Math.round(money * FixedPoint.ONE);
        step.markPriceE8 = mark * FixedPoint.ONE;
        step.positionE8 = position * FixedPoint.ONE;
        step.notionalE8 = Math.abs(position) * mark * FixedPoint.ONE;
        equity.onStep(step);
        drawdowns.onStep(step);
        months.onStep(step);
        market.onStep(step);
    }

    private static long ns(final String time) {
        return Instant.parse(time).toEpochMilli() * 1_000_000;
    }
}
