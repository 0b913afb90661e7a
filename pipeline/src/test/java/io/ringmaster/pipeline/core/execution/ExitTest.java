package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a position of 0.1, opened at 10000, is left. Fees are 0.05 % a side, so breaking even takes 10 points. */
class ExitTest {

    private static Bench holding(final boolean isLong, final String stop, final String profit, final Map<String, String> execution) {
        final Bench bench = new Bench(execution, Map.of()).mark("10000");
        bench.decide(0, 0, isLong ? Signal.LONG : Signal.SHORT, isLong ? "0.1" : "-0.1", stop, profit);
        bench.fill(1, isLong ? Side.BUY : Side.SELL, "0.1", "10000").sent();
        return bench;
    }

    private static String stop(final Bench bench) {
        return FixedPoint.format(bench.core.stopPriceE8(0));
    }

    @Test
    void shouldStopALongAtItsStopAndNotAbove() {
        final Bench bench = holding(true, "9900", "", Map.of()).mark("9900.5");
        assertEquals(List.of(), bench.said());
        assertEquals(List.of("NEW 2 SELL 0.1 STOP_EXIT"), bench.mark("9900").said());
    }

    @Test
    void shouldStopAShortAtItsStopAndNotBelow() {
        final Bench bench = holding(false, "10100", "", Map.of()).mark("10099.5");
        assertEquals(List.of(), bench.said());
        assertEquals(List.of("NEW 2 BUY 0.1 STOP_EXIT"), bench.mark("10100").said());
    }

    /** A large position leaves in parts of the largest order, as fast as they are filled: the same order again is no duplicate once it was filled. */
    @Test
    void shouldLeaveInPartsWithinTheWindowForDuplicates() {
        final Bench bench = new Bench(Map.of(), Map.of("maxOrderQty", "0.05", "duplicateWindow", "60s")).mark("10000").decide(Signal.LONG, "0.15");
        for (int i = 1; i <= 3; i++) {
            assertEquals(List.of("NEW " + i + " BUY 0.05 INCREASE"), bench.said());
            bench.fill(i, Side.BUY, "0.05", "10000");
        }
        bench.decide(Signal.FLAT, "0");
        for (int i = 4; i <= 6; i++) {
            assertEquals(List.of("NEW " + i + " SELL 0.05 REDUCE"), bench.said());
            bench.fill(i, Side.SELL, "0.05", "10000");
        }
        assertEquals("0", bench.position());
        assertEquals(0, bench.core.refusals());
    }

    @Test
    void shouldTakeProfitAtTheTarget() {
        final Bench bench = holding(true, "9900", "10050", Map.of()).mark("10049.5");
        assertEquals(List.of(), bench.said());
        assertEquals(List.of("NEW 2 SELL 0.1 STOP_EXIT"), bench.mark("10050").said());
        final Bench other = holding(false, "10100", "9950", Map.of()).mark("9950.5");
        assertEquals(List.of(), other.said());
        assertEquals(List.of("NEW 2 BUY 0.1 STOP_EXIT"), other.mark("9950").said());
    }

    @Test
    void shouldBreakEvenWithFeesFromItsGainOn() {
        final Map<String, String> from80 = Map.of("breakevenFromBps", "80");
        final Bench bench = holding(true, "9900", "", from80).mark("10079");
        assertEquals("9900", stop(bench));
        assertEquals("10010", stop(bench.mark("10080")));
        assertEquals("10010", stop(bench.mark("10020")), "and stays there");
        final Bench other = holding(false, "10100", "", from80).mark("9921");
        assertEquals("10100", stop(other));
        assertEquals("9990", stop(other.mark("9920")));
        assertEquals("9990", stop(other.mark("9980")));
    }

    /** 50 basis points behind the best mark from a gain of 120 on, 25 from one of 300 on. */
    @Test
    void shouldTrailAndNeverLoosen() {
        final Map<String, String> trailing = Map.of("trailFromBps", "120", "trailBps", "50", "closeTrailFromBps", "300", "closeTrailBps", "25");
        final Bench bench = holding(true, "9900", "", trailing).mark("10119");
        assertEquals("9900", stop(bench));
        assertEquals("10069.4", stop(bench.mark("10120")));
        assertEquals("10069.4", stop(bench.mark("10100")));
        assertEquals("10274.25", stop(bench.mark("10300")));
        final Bench other = holding(false, "10100", "", trailing).mark("9881");
        assertEquals("10100", stop(other));
        assertEquals("9929.4", stop(other.mark("9880")));
        assertEquals("9929.4", stop(other.mark("9920")));
        assertEquals("9724.25", stop(other.mark("9700")));
        assertEquals("9724.25", stop(other.mark("9720")));
    }

    @Test
    void shouldCountAFillOnceHoweverOftenItIsReported() {
        final Bench bench = new Bench(Map.of(), Map.of()).mark("10000").decide(Signal.LONG, "0.1");
        bench.fill(1, Side.BUY, "0.04", "10000").fillAgain(1, Side.BUY, "0.04", "10000");
        assertEquals("0.04", bench.position());
        assertEquals(1, bench.core.duplicateFills());
        assertEquals(FixedPoint.parse("0.06"), bench.core.workingOrder(0).leavesQtyE8());
        assertEquals(FixedPoint.parse("10000"), bench.core.equityE8());
    }
}
