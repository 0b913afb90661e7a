package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fills put together to trades, and entries held against the decisions they follow; numbers worked out by hand. */
class RoundTripsTest {

    private final List<Trade> trades = new ArrayList<>();
    private final RoundTrips trips = new RoundTrips(1, trades::add);
    private final OrphanEntries orphans = new OrphanEntries(1);
    private long positionE8;

    @Test
    void shouldTellWhatWasPaidAtTheEntryFromTheAverageOfAllThatWasAddedLater() {
        fill(1, Side.SELL, 2, 900, 10, decided("CONFLUENCE", 9));
        fill(2, Side.SELL, 1, 906, 10, decided("CONFLUENCE", 9));
        fill(20, Side.SELL, 3, 752, 12, decided("CONFLUENCE", 19));
        fill(30, Side.BUY, 2, 740, 13, decided("RESIZED", 29));
        fill(41, Side.BUY, 4, 700, 14, undecided("TRAILING_STOP"));

        final Trade trade = trades.getFirst();
        assertEquals(1, trades.size());
        assertEquals("902", FixedPoint.format(trade.entry().priceE8()), "(2 x 900 + 1 x 906) / 3, the first order's fills");
        assertEquals("827", FixedPoint.format(trade.averageEntryE8()), "(1800 + 906 + 2256) / 6");
        assertEquals("700", FixedPoint.format(trade.exit().priceE8()));
        assertEquals("713.33333333", FixedPoint.format(trade.averageExitE8()), "(1480 + 2800) / 6");
        assertEquals("682", FixedPoint.format(trade.grossPnlE8()), "4962 - 4280");
        assertEquals("CONFLUENCE TRAILING_STOP ott", trade.entry().reason() + " " + trade.exit().reason() + " " + trade.strategy());
        assertEquals(1, trade.entry().timeNs());
        assertEquals(41, trade.exit().timeNs());
    }

    @Test
    void shouldMakeTwoTradesOfAReversal() {
        fill(1, Side.BUY, 2, 100, 1, decided("CONFLUENCE", 0));
        fill(11, Side.SELL, 5, 110, 2, decided("REVERSAL", 10));
        assertEquals(1, trades.size());
        assertEquals("20", FixedPoint.format(trades.getFirst().grossPnlE8()));
        assertEquals("REVERSAL", trades.getFirst().exit().reason());

        trips.forEachOpen(trades::add);
        final Trade second = trades.get(1);
        assertFalse(second.isClosed());
        assertEquals("3 at 110", FixedPoint.format(second.entry().qtyE8()) + " at " + FixedPoint.format(second.entry().priceE8()));
        assertEquals(Side.SELL, second.side());
        assertEquals("", second.exit().reason());
        assertEquals(
            FixedPoint.ONE / 1_000, trades.get(0).costs().feesE8() + second.costs().feesE8() - fee(2), "the fee is shared, and nothing of it lost");
        assertTrue(trades.get(0).costs().feesE8() > 0 && second.costs().feesE8() > 0);
    }

    @Test
    void shouldCountAnEntryThatFollowsNoDecisionMadeAfterTheLastExit() {
        fill(11, Side.BUY, 1, 100, 1, decided("SINGLE", 10));
        fill(15, Side.SELL, 1, 95, 2, undecided("STOP"));
        assertEquals(0, orphans.count());
        fill(16, Side.BUY, 1, 96, 3, decided("SINGLE", 10));
        assertEquals(1, orphans.count(), "bought back on the old decision");
        fill(17, Side.BUY, 1, 96, 3, decided("SINGLE", 15));
        assertEquals(2, orphans.count(), "a decision at the exit itself is not after it");
        fill(18, Side.BUY, 1, 96, 4, decided("SINGLE", 16));
        assertEquals(2, orphans.count());
    }

    @Test
    void shouldCountAnEntryWithoutAnyDecision() {
        fill(11, Side.BUY, 1, 100, 1, undecided(""));
        assertEquals(1, orphans.count());
    }

    @Test
    void shouldLetAReversalEnterOnTheDecisionThatLeft() {
        fill(11, Side.BUY, 1, 100, 1, decided("SINGLE", 10));
        fill(25, Side.SELL, 1, 110, 2, decided("REVERSAL", 20));
        fill(26, Side.SELL, 1, 110, 3, decided("SINGLE", 20));
        assertEquals(0, orphans.count());
        fill(40, Side.BUY, 1, 105, 4, undecided("STOP"));
        fill(41, Side.SELL, 1, 105, 5, decided("SINGLE", 20));
        assertEquals(1, orphans.count(), "but not again after a stop");
    }

    @Test
    void shouldCountALiquidationAsAnExit() {
        fill(11, Side.BUY, 1, 100, 1, decided("SINGLE", 10));
        fill(12, Side.SELL, 1, 50, 0, OrderOrigin.LIQUIDATION);
        fill(13, Side.BUY, 1, 51, 2, decided("SINGLE", 10));
        assertEquals("LIQUIDATION", trades.getFirst().exit().reason());
        assertEquals(1, orphans.count());
    }

    private static OrderOrigin decided(final String reason, final long sequence) {
        return new OrderOrigin("INCREASE", reason, Math.max(1, sequence), sequence, 0, "ott");
    }

    private static OrderOrigin undecided(final String reason) {
        return new OrderOrigin("PROTECTIVE_STOP", reason, 0, 0, 0, "");
    }

    private static long fee(final long order) {
        return FixedPoint.ONE / 1_000 * (order - 1);
    }

    private void fill(final long sequence, final Side side, final long qty, final long price, final long order, final OrderOrigin origin) {
        positionE8 += side == Side.BUY ? qty * FixedPoint.ONE : -qty * FixedPoint.ONE;
        final Fill fill = new Fill(
            sequence, sequence, 0,
            new Fill.Execution(side, qty * FixedPoint.ONE, price * FixedPoint.ONE, FixedPoint.ONE / 1_000, Liquidity.TAKER),
            new Fill.Source(order, origin), positionE8);
        trips.onFill(fill);
        orphans.onFill(fill);
    }
}
