package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stop a decision names for an open position may tighten ours and never loosens it; the size does not follow it. */
class NamedStopTest {

    private static Bench holding(final boolean isLong, final Map<String, String> execution) {
        final Bench bench = new Bench(execution, Map.of()).mark("10000");
        bench.decide(0, 0, isLong ? Signal.LONG : Signal.SHORT, isLong ? "0.1" : "-0.1", isLong ? "9900" : "10100", "");
        bench.fill(1, isLong ? Side.BUY : Side.SELL, "0.1", "10000").sent();
        return bench;
    }

    private static Bench named(final Bench bench, final boolean isLong, final String stop) {
        return bench.decide(0, 0, isLong ? Signal.LONG : Signal.SHORT, isLong ? "0.1" : "-0.1", stop, "");
    }

    private static String stop(final Bench bench) {
        return io.ringmaster.units.FixedPoint.format(bench.core.stopPriceE8(0));
    }

    @Test
    void shouldTightenTheStopOfALong() {
        final Bench bench = holding(true, Map.of());
        assertEquals("9900", stop(bench));
        assertEquals("9950", stop(named(bench, true, "9950")));
        assertEquals("9950", stop(named(bench, true, "9920")), "never looser");
        assertEquals("9950", stop(named(bench, true, "")), "no stop named: nothing changes");
        assertEquals("9950", stop(named(bench, true, "10000")), "on the wrong side of the mark");
        assertEquals("9995", stop(named(bench, true, "9999")), "no nearer than 5 basis points");
    }

    @Test
    void shouldTightenTheStopOfAShort() {
        final Bench bench = holding(false, Map.of());
        assertEquals("10100", stop(bench));
        assertEquals("10050", stop(named(bench, false, "10050")));
        assertEquals("10050", stop(named(bench, false, "10080")));
        assertEquals("10005", stop(named(bench, false, "10001")));
    }

    @Test
    void shouldMoveTheStopAtTheVenueToo() {
        final Bench bench = holding(true, Map.of("venueStop", "true")).report(2, io.ringmaster.schema.ExecType.NEW).mark("10000");
        named(bench, true, "9950");
        assertEquals(List.of("AMEND 2 9950"), bench.said());
    }

    @Test
    void shouldLeaveAtTheTightenedStop() {
        final Bench bench = named(holding(true, Map.of()), true, "9950").mark("9951");
        assertEquals(List.of(), bench.said());
        bench.mark("9950");
        assertEquals(List.of("NEW 2 SELL 0.1 STOP_EXIT"), bench.said());
    }

    /** Half a per cent at risk: with the stop 1 % away half the equity, with it half a per cent away all of it. */
    @Test
    void shouldNotResizeAnOpenPositionWhenItsStopMoves() {
        final Bench bench = new Bench(Map.of("riskFraction", "0.005"), Map.of()).mark("10000").decide(0, 0, Signal.LONG, "2", "9900", "");
        assertEquals(List.of("NEW 1 BUY 0.5 INCREASE"), bench.said());
        bench.fill(1, Side.BUY, "0.5", "10000");
        bench.decide(0, 0, Signal.LONG, "2", "9950", "").decide(0, 0, Signal.LONG, "2", "9800", "");
        assertEquals(List.of(), bench.said());
        bench.decide(0, 0, Signal.LONG, "0.2", "9950", "");
        assertEquals(List.of("NEW 2 SELL 0.3 REDUCE"), bench.said(), "a smaller exposure is a wish of its own");
        bench.fill(2, Side.SELL, "0.3", "10000").decide(0, 0, Signal.LONG, "2", "9990", "");
        assertEquals(List.of("NEW 3 BUY 0.3 INCREASE"), bench.said(), "back to what the opening decision allows");
        bench.fill(3, Side.BUY, "0.3", "10000").decide(Signal.FLAT, "0").fill(4, Side.SELL, "0.5", "10000").sent();
        bench.decide(0, 0, Signal.LONG, "2", "9950", "");
        assertEquals(List.of("NEW 5 BUY 1 INCREASE"), bench.said(), "a new position is sized anew");
    }
}
