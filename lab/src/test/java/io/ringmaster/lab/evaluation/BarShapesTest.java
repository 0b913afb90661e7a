package io.ringmaster.lab.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.units.FixedPoint;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BarShapesTest {

    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int WITH_WICKS = 8;
    private static final int BARS = 10;

    /** Bars from 100 to 101: first some with wicks from 98 to 103, then some without. */
    private static final class Market implements MarketDataSource {

        private final MarketEncoder bars = new MarketEncoder(0);
        private int next;

        @Override
        public int next(final MutableDirectBuffer buffer) {
            if (next == BARS) {
                return 0;
            }
            final boolean hasWicks = next < WITH_WICKS;
            return bars.bar(
                buffer, next++ * HOUR_NS, HOUR_NS, 100 * FixedPoint.ONE, (hasWicks ? 103 : 101) * FixedPoint.ONE, (hasWicks ? 98 : 100) * FixedPoint.ONE,
                101 * FixedPoint.ONE, FixedPoint.ONE);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static BarShapes shapes(final long fromNs, final long toNs) {
        final BarShapes shapes = new BarShapes(new Market(), fromNs, toNs);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
        while (shapes.next(buffer) > 0) {
            // It measures.
        }
        return shapes;
    }

    @Test
    void shouldMeasureAllBars() {
        final BarShapes shapes = shapes(Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals(0.2, shapes.withoutWicks());
        // 5 of 98, rounded up.
        assertEquals(511, shapes.usualHeightBps());
    }

    /** A bar is an event at its end. */
    @Test
    void shouldMeasureOnlyTheBarsOfItsTime() {
        final BarShapes shapes = shapes((WITH_WICKS + 1) * HOUR_NS, Long.MAX_VALUE);
        assertEquals(1, shapes.withoutWicks());
        assertEquals(100, shapes.usualHeightBps());
        assertEquals(0, shapes(0, WITH_WICKS * HOUR_NS).withoutWicks());
    }
}
