package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.units.FixedPoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtectiveStopTest {

    private static final long TICK = FixedPoint.ONE;

    private final ProtectiveStop stop = new ProtectiveStop(
        Configuration.bind(ExecutionSettings.class, "none", "minStopBps: 10\nmaxStopBps: 1000\ndefaultStopBps: 100\n", Map.of()), 0);

    @Test
    void shouldKeepAPlannedStopWithinTheSmallestAndTheLargestDistance() {
        assertEquals(e8("9990"), stop.plannedStopPriceE8(true, e8("10000"), e8("9995")), "10 basis points at least");
        assertEquals(e8("10010"), stop.plannedStopPriceE8(false, e8("10000"), e8("10005")));
        assertEquals(e8("9000"), stop.plannedStopPriceE8(true, e8("10000"), e8("100")), "1000 at most");
        assertEquals(e8("9950"), stop.plannedStopPriceE8(true, e8("10000"), e8("9950")));
        assertEquals(e8("9900"), stop.plannedStopPriceE8(true, e8("10000"), e8("10050")), "on the wrong side: the default");
    }

    /** A stop between two ticks is reached at the tick behind it, and not before. */
    @Test
    void shouldBeReachedAtTheFirstTickAtOrBehindIt() {
        stop.protect(true, e8("10000"), e8("9900.5"), e8("10100.5"));
        assertEquals(e8("9900"), stop.firstReachedE8(e8("10000"), e8("9800"), TICK));
        assertEquals(e8("10101"), stop.firstReachedE8(e8("10000"), e8("10200"), TICK));
        assertEquals(e8("9950"), stop.firstReachedE8(e8("10000"), e8("9950"), TICK), "not on this way");
        stop.clear();
        stop.protect(false, e8("10000"), e8("10100.5"), e8("9900.5"));
        assertEquals(e8("9900"), stop.firstReachedE8(e8("10000"), e8("9800"), TICK));
        assertEquals(e8("10101"), stop.firstReachedE8(e8("10000"), e8("10200"), TICK));
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }
}
