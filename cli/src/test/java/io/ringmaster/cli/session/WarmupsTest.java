package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringmaster.pipeline.engine.StrategyWarmup;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a session will trade, in words. */
class WarmupsTest {

    private static final long MINUTE = 60_000_000_000L;
    /** Two and a half minutes after an hour. */
    private static final long NOW = ns("2026-11-29T23:02:30Z");

    private static long ns(final String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    @Test
    void shouldSayAtWhatTimeEachStrategyIsReady() {
        // Five-minute bars end at 23:05, 23:10 and 23:15; hourly ones at midnight and 01:00.
        assertEquals(List.of(
                "1 of 3 strategies are ready, the last one will be at 2026-11-30T01:00:00Z; no new risk before 2026-11-29T23:32:30Z (session.warmup)",
                "strategy fast is ready at 2026-11-29T23:15:00Z: it waits for 3 more bars of 5m",
                "strategy slow is ready at 2026-11-30T01:00:00Z: it waits for 2 more bars of 1h"),
            Warmups.lines(
                List.of(new StrategyWarmup("fast", 3, 5 * MINUTE), new StrategyWarmup("slow", 2, 60 * MINUTE)), 3, NOW + 30 * MINUTE, NOW));
    }

    @Test
    void shouldSayThatHistoryWasEnough() {
        assertEquals(List.of("3 of 3 strategies are ready"), Warmups.lines(List.of(), 3, NOW, NOW));
    }

    @Test
    void shouldKnowFromWhenTheFirstAndTheLastStrategyAreReady() {
        // Of NOW, 23:02:30: three five-minute bars end at 23:15, two hours at 01:00.
        final List<StrategyWarmup> missing = List.of(new StrategyWarmup("fast", 3, 5 * MINUTE), new StrategyWarmup("slow", 2, 60 * MINUTE));

        final Warmups.Readiness none = Warmups.Readiness.of(missing, 2, NOW);
        assertEquals("2026-11-29T23:15:00Z", none.waitsUntil());
        assertEquals("2026-11-30T01:00:00Z", none.lastReady());
        final Warmups.Readiness some = Warmups.Readiness.of(missing, 3, NOW);
        assertEquals(1, some.ready());
        assertNull(some.waitsUntil(), "one of them may be heard");
        assertEquals("2026-11-30T01:00:00Z", some.lastReady());
        final Warmups.Readiness all = Warmups.Readiness.of(List.of(), 3, NOW);
        assertEquals(3, all.ready());
        assertNull(all.waitsUntil());
        assertNull(all.lastReady());
    }

    @Test
    void shouldNotListHundreds() {
        final List<String> lines = Warmups.lines(
            IntStream.range(0, 300).mapToObj(i -> new StrategyWarmup("s" + i, 1, MINUTE)).toList(), 300, NOW, NOW);
        assertEquals(22, lines.size());
        assertEquals("strategy s0 is ready at 2026-11-29T23:03:00Z: it waits for 1 more bar of 1m", lines.get(1));
        assertEquals("and 280 more strategies are not ready", lines.getLast());
    }
}
