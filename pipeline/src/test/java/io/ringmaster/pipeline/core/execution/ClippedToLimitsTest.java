package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A wish beyond a limit is carried out up to the limit, and is not refused for ever. Equity is 10000 and the mark 100: an exposure of 1 is 100. */
class ClippedToLimitsTest {

    private static final Map<String, String> WIDE = Map.of(
        "maxOrderQty", "1000", "maxOrderValue", "1000000", "maxPosition", "1000", "maxOpenValue", "1000000", "maxLeverage", "50");

    private static Bench bench(final String... limits) {
        final Map<String, String> risk = new TreeMap<>(WIDE);
        for (int i = 0; i < limits.length; i += 2) {
            risk.put(limits[i], limits[i + 1]);
        }
        return new Bench(Map.of(), risk).mark("100");
    }

    @Test
    void shouldOpenAPositionAsLargeAsTheLimit() {
        final Bench bench = bench("maxPosition", "40").decide(Signal.LONG, "1");

        assertEquals(List.of("NEW 1 BUY 40 INCREASE"), bench.said());
        assertEquals(List.of(), bench.fill(1, Side.BUY, "40", "100").mark("100").decide(Signal.LONG, "1").mark("101").said());
        assertEquals(0, bench.core.refusals());
    }

    @Test
    void shouldKeepWithinTheLeverage() {
        final Bench bench = bench("maxLeverage", "2").decide(Signal.SHORT, "-3");

        assertEquals(List.of("NEW 1 SELL 200 INCREASE"), bench.said());
        assertEquals(0, bench.core.refusals());
    }

    /** A limit between two lots of 0.0001 holds at the lot below it. */
    @Test
    void shouldOrderWholeLotsBelowTheLimit() {
        final Bench bench = bench("maxOrderQty", "60.00005").decide(Signal.LONG, "1");

        assertEquals(List.of("NEW 1 BUY 60 INCREASE"), bench.said());
        assertEquals(0, bench.core.refusals());
    }

    @Test
    void shouldTakeBackAnEntryThatWorksWhenALimitBecomesTighter() {
        final Bench bench = bench().decide(Signal.LONG, "1");
        assertEquals(List.of("NEW 1 BUY 100 INCREASE"), bench.said());

        bench.core.onLimitChange(LimitKind.MAX_POSITION, Bench.e8("50"), false);

        assertEquals(List.of("CANCEL 1"), bench.said());
    }

    @Test
    void shouldSendALargeEntryInParts() {
        final Bench bench = bench("maxOrderQty", "60").decide(Signal.LONG, "1");

        assertEquals(List.of("NEW 1 BUY 60 INCREASE"), bench.said());
        assertEquals(List.of("NEW 2 BUY 40 INCREASE"), bench.fill(1, Side.BUY, "60", "100").mark("100").said());
    }

    @Test
    void shouldKeepWithinTheSmallerLimitsOfTheFirstDay() {
        final Bench bench = bench("maxPosition", "100", "maxOrderQty", "50", "rampUp", "1d", "rampUpShare", "0.1").decide(Signal.LONG, "1");

        // A tenth of 50 an order, and of 100 in all.
        assertEquals(List.of("NEW 1 BUY 5 INCREASE"), bench.said());
        assertEquals(List.of("NEW 2 BUY 5 INCREASE"), bench.fill(1, Side.BUY, "5", "100").mark("100").said());
        assertEquals(List.of(), bench.fill(2, Side.BUY, "5", "100").mark("100").decide(Signal.LONG, "1").said());
        assertEquals(0, bench.core.refusals());
    }

    @Test
    void shouldNotMakeAPositionSmallerBecauseItsLimitWasTightened() {
        final Bench bench = bench("maxPosition", "200").decide(Signal.LONG, "1").fill(1, Side.BUY, "100", "100");
        bench.sent();
        bench.core.onLimitChange(LimitKind.MAX_POSITION, Bench.e8("50"), true);

        assertEquals(List.of(), bench.mark("100").decide(Signal.LONG, "1").mark("100").said());
        assertEquals(List.of("NEW 2 SELL 50 REDUCE"), bench.decide(Signal.LONG, "0.5").said(), "the policy makes it smaller");
    }
}
