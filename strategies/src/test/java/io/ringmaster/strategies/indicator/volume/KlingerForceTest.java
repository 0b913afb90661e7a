package io.ringmaster.strategies.indicator.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The trend of Klinger's force where high + low + close is the same to the last decimal and not to the last binary digit. */
class KlingerForceTest {

    private static final long MINUTE = 60_000_000_000L;

    private final IndicatorGraph graph = new IndicatorGraph();
    private final Indicator force = graph.indicator("klinger_force");
    private long timeNs;

    /** 0.20 + 0.01 + 0.02 and 0.17 + 0.01 + 0.05 are both 0.23. The ranges are 0.19 and 0.16: 100 x 3 x |2 (0.16 / 0.35 - 1)|. */
    @Test
    void shouldNotTakeWhatAdditionLosesForARise() {
        assertTrue(0.17 + 0.01 + 0.05 > 0.20 + 0.01 + 0.02, "the binary sums differ");
        bar(0.10, 0.01, 0.05);
        bar(0.20, 0.01, 0.02);
        assertEquals(300 * 2 * (1 - 0.19 / 0.28), force.value(), 1e-9);
        bar(0.17, 0.01, 0.05);
        assertEquals(-300 * 2 * (1 - 0.16 / 0.35), force.value(), 1e-9);
    }

    /** The same typical prices: a tie moves no money, so only the rise before counts. TA-Lib would count the tie as a rise too. */
    @Test
    void shouldLeaveATieOutOfTheMoneyFlow() {
        final Indicator flow = graph.indicator("mfi(2)", Map.of());
        bar(0.10, 0.01, 0.05);
        bar(0.05, 0.01, 0.02);
        bar(0.20, 0.01, 0.02);
        assertEquals(100 * 0.23 / (0.23 + 0.08), flow.value(), 1e-9);
        bar(0.17, 0.01, 0.05);
        assertEquals(100, flow.value(), 1e-9);
    }

    private void bar(final double high, final double low, final double close) {
        graph.onBar(timeNs, timeNs + MINUTE, close, high, low, close, 3);
        timeNs += MINUTE;
    }
}
