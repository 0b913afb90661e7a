package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CodeWarmupTest {

    @Test
    void shouldDecideAndTradeOnAMadeMarket() {
        final CodeWarmup.Played played = warmUp(20_000, Map.of());
        assertTrue(played.events() > 20_000, "ticks and reports of the venue come on top: " + played);
        assertTrue(played.decisions() > 100, played.toString());
        assertTrue(played.fills() > 0, played.toString());
    }

    @Test
    void shouldPlayNothingIfNothingIsWanted() {
        assertEquals(1, warmUp(0, Map.of()).events(), "the start of a session");
    }

    @Test
    void shouldDecideWithoutAStrategyOfShortBars() {
        final CodeWarmup.Played played = warmUp(
            20_000, Map.of("strategies", "[{id: slow, type: supertrend, timeframe: 1h}]", "session.warmup", "1d"));
        assertTrue(played.decisions() > 10, played.toString());
    }

    private static CodeWarmup.Played warmUp(final int events, final Map<String, String> overrides) {
        final Settings settings = Settings.readResource("/demo/demo.yaml", overrides);
        final AtomicInteger left = new AtomicInteger(events);
        return new CodeWarmup(settings, settings.engine(), settings.topology(), StrategyCatalog::create).run(() -> left.getAndDecrement() > 0);
    }
}
