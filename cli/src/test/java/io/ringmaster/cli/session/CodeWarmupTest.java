package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeWarmupTest {

    @TempDir
    private Path directory;

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

    @Test
    void shouldLeaveNoFile() throws IOException {
        final Settings settings = demo(Map.of());
        final AtomicInteger left = new AtomicInteger(2_000);
        final AtomicInteger mostDirectories = new AtomicInteger();

        new CodeWarmup(settings, settings::engine, settings.topology(), StrategyCatalog::create, directory).run(() -> {
            mostDirectories.accumulateAndGet(directory.toFile().list().length, Math::max);
            return left.getAndDecrement() > 0;
        }, () -> false);

        assertEquals(1, mostDirectories.get(), "while it plays, there are journals");
        try (Stream<Path> all = Files.list(directory)) {
            assertEquals(List.of(), all.toList());
        }
    }

    @Test
    void shouldNotChangeWhatASessionOfTheSameConfigurationSays() {
        final Settings settings = demo(Map.of());
        final EngineConfig config = settings.engine();
        final String before = outputs(settings, config);
        final AtomicInteger left = new AtomicInteger(3_000);

        final CodeWarmup.Played played = new CodeWarmup(settings, () -> config, settings.topology(), StrategyCatalog::create, directory)
            .run(() -> left.getAndDecrement() > 0, () -> false);

        assertTrue(played.fills() > 0, played.toString());
        assertEquals(before, outputs(settings, config));
    }

    @Test
    void shouldEndWithTheRoundAfterWhichItIsEnough() {
        final Settings settings = demo(Map.of());
        final AtomicInteger asked = new AtomicInteger();

        final CodeWarmup.Played played = new CodeWarmup(settings, settings::engine, settings.topology(), StrategyCatalog::create, directory)
            .run(() -> true, () -> asked.incrementAndGet() == 2);

        assertEquals(2, played.rounds());
        assertTrue(played.events() > 12_000, "4,000 and 8,000 of the market, and more: " + played);
    }

    /** The digest of all outputs on a made market. */
    private static String outputs(final Settings settings, final EngineConfig config) {
        final OutputDigest digest = new OutputDigest((_, _, _) -> { });
        final AtomicInteger left = new AtomicInteger(3_000);
        try (Engine engine = new Engine(
            config, settings.topology().oneThread(), new Connections(InputLog.NONE, digest), Configurations.NONE, StrategyCatalog::create)) {
            final SimulatedVenue venue = new SimulatedVenue(
                config.instruments(), settings.venue(), config.session().initialCashE8(), config.session().seed(), engine);
            final SessionMessages messages = new SessionMessages(engine);
            messages.start(1_000_000_000L, config, "test", "0".repeat(64));
            messages.command(1_000_000_000L, CommandKind.ARM, "test");
            new LockstepDriver(
                engine, new MadeMarket(
                    config.instruments(), 1_000_000_000L + config.session().warmupNs(), 50_000_000L, () -> left.getAndDecrement() > 0), venue,
                config.session().tickNs(), Pacer.UNPACED, Interjections.NONE).run(Long.MAX_VALUE - 1);
        }
        assertTrue(digest.outputs() > 100, digest.outputs() + " outputs");
        return digest.finish();
    }

    private static Settings demo(final Map<String, String> overrides) {
        return Settings.readResource("/demo/demo.yaml", overrides);
    }

    private CodeWarmup.Played warmUp(final int events, final Map<String, String> overrides) {
        final Settings settings = demo(overrides);
        final AtomicInteger left = new AtomicInteger(events);
        return new CodeWarmup(settings, settings::engine, settings.topology(), StrategyCatalog::create, directory)
            .run(() -> left.getAndDecrement() > 0, () -> false);
    }
}
