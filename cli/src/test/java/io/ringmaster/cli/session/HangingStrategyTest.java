package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.gateway.client.KrakenGateway;
import io.ringmaster.gateway.client.KrakenSettings;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.strategies.indicator.Bar;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A strategy that never returns, in a live session whose orders rest at a simulated venue over the wire. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class HangingStrategyTest {

    private static final double SPEED = 1;
    /** For a session that only waits for its bars. */
    private static final double FAST = 4;
    private static final long STAND_DOWN_MS = 60_000;

    @TempDir
    private Path directory;

    private final CountDownLatch mayReturn = new CountDownLatch(1);
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    /** In spread the publisher ends the session; in compact it is the publisher that hangs, and the process is ended for it. */
    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldCancelEverythingLatchAndEndWhenAStrategyHangs(final TopologySettings.Mode mode) throws Exception {
        final Recording recording = Recording.bundled();
        final ScaledClock clock = new ScaledClock(recording.firstTimeNs(), SPEED);
        final Settings settings = settings(mode, "0s");
        final Venue venue = new Venue(
            settings.instruments(), settings.venue(), List.of(SimulatedKey.withCash(settings.session().initialCashE8())), false, 71,
            FaultSchedule.none(), clock::time);
        try (WireServer server = new WireServer(venue, recording.open(), SPEED)) {
            final int port = server.start(0);
            final KrakenSettings addresses = KrakenSettings.at("http://127.0.0.1:" + port + "/derivatives", "ws://127.0.0.1:" + port + "/ws/v1");
            final LiveSession session = session(settings, clock, () -> server.ask(() -> venue.openOrders(SimulatedKey.KEY)) > 0);
            final CompletableFuture<Throwable> ended = inBackground(() -> session.run(
                (engine, known) -> gateway(settings, addresses, known, clock), (long) (STAND_DOWN_MS * SPEED), () -> true));

            if (mode == TopologySettings.Mode.COMPACT) {
                assertEquals(ExitCode.FAILED, exit.get());
                assertFalse(ended.isDone(), "the strategy has not returned");
            } else {
                assertHangs(ended.get());
                assertFalse(exit.isDone(), "the session ends by itself");
            }
            final int left = server.ask(() -> venue.openOrders(SimulatedKey.KEY));
            mayReturn.countDown();
            assertEquals(0, left, "orders left at the venue");
            assertHangs(ended.get());
        }
        assertLatchedWhenItGoesOn(settings, clock);
    }

    /** Over its budget on each bar: held by a verdict in the journal, so that a replay without a clock says the same. */
    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldHoldASlowStrategyByAnInputThatReplays(final TopologySettings.Mode mode) {
        final Recording recording = Recording.bundled();
        final ScaledClock clock = new ScaledClock(recording.firstTimeNs(), FAST);
        final Settings settings = settings(mode, "1ms");
        final AtomicInteger bars = new AtomicInteger();
        final Venue venue = new Venue(
            settings.instruments(), settings.venue(), List.of(SimulatedKey.withCash(settings.session().initialCashE8())), false, 71,
            FaultSchedule.none(), clock::time);
        try (WireServer server = new WireServer(venue, recording.open(), FAST)) {
            final int port = server.start(0);
            final KrakenSettings addresses = KrakenSettings.at("http://127.0.0.1:" + port + "/derivatives", "ws://127.0.0.1:" + port + "/ws/v1");
            new LiveSession(
                settings, Market.PAPER, directory.resolve("journal"), new Surroundings(
                    clock, SessionView.none(), (spec, indicators) -> slow(StrategyCatalog.create(spec, indicators), bars), exit::complete),
                false).run(
                    (engine, known) -> gateway(settings, addresses, known, clock), (long) (STAND_DOWN_MS * FAST), () -> bars.get() < 6);
        }
        final String dump = Cli.run("journal", "dump", directory.resolve("journal").toString()).out();
        assertTrue(dump.contains("finding=SLOW"), "the verdict is an input");
        assertTrue(dump.contains("HELD_SLOW"), "the strategy is held");
        final Cli.Result replay = Cli.run("replay", directory.resolve("journal").toString());
        assertEquals(0, replay.exitCode(), replay.out() + replay.err());
    }

    /** Takes more than the budget of a millisecond for each bar. */
    private static Strategy slow(final Strategy sound, final AtomicInteger bars) {
        return new Strategy() {
            @Override
            public int warmupBars() {
                return sound.warmupBars();
            }

            @Override
            public void onBar(final Bar bar, final Recommendation out) {
                final long untilNs = System.nanoTime() + 2_000_000;
                while (System.nanoTime() < untilNs) {
                    Thread.onSpinWait();
                }
                bars.incrementAndGet();
                sound.onBar(bar, out);
            }
        };
    }

    private static void assertHangs(final Throwable failure) {
        assertEquals("strategy 'stuck' has not returned from a bar for 1000 ms (session.strategyHang)", failure.getMessage());
    }

    /** The same session with a strategy that is mended. */
    private void assertLatchedWhenItGoesOn(final Settings settings, final ScaledClock clock) {
        final LiveSession mended = new LiveSession(settings, Market.PAPER, directory.resolve("journal"), new Surroundings(clock, SessionView.none()), false);
        final IllegalStateException reached = assertThrows(IllegalStateException.class, () -> mended.run((engine, known) -> {
            throw new IllegalStateException("latched: " + engine.sequencer().isLatched());
        }, STAND_DOWN_MS, () -> true));
        assertEquals("latched: true", reached.getMessage());
        final Cli.Result replay = Cli.run("journal", "dump", directory.resolve("journal").toString());
        assertTrue(replay.out().contains("STRATEGY_HANGS"), "the journal names the reason");
    }

    private static CompletableFuture<Throwable> inBackground(final Runnable session) {
        final CompletableFuture<Throwable> ended = new CompletableFuture<>();
        final Thread thread = new Thread(() -> {
            try {
                session.run();
                ended.complete(new AssertionError("the session ended as if nothing had happened"));
            } catch (final RuntimeException | Error e) {
                ended.complete(e);
            }
        }, "session");
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private LiveSession session(final Settings settings, final ScaledClock clock, final BooleanSupplier hasOrders) {
        return new LiveSession(
            settings, Market.PAPER, directory.resolve("journal"), new Surroundings(
                clock, SessionView.none(), (spec, indicators) -> stuckOnceOrdersRest(StrategyCatalog.create(spec, indicators), hasOrders),
                exit::complete),
            false);
    }

    /** A strategy that hangs on the first bar that finds an order at the venue. */
    private Strategy stuckOnceOrdersRest(final Strategy sound, final BooleanSupplier hasOrders) {
        return new Strategy() {
            @Override
            public int warmupBars() {
                return sound.warmupBars();
            }

            @Override
            public void onBar(final Bar bar, final Recommendation out) {
                if (hasOrders.getAsBoolean()) {
                    awaitForEver();
                }
                sound.onBar(bar, out);
            }
        };
    }

    private void awaitForEver() {
        try {
            mayReturn.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Settings settings(final TopologySettings.Mode mode, final String budget) {
        return Settings.readStored("test", """
            session: {seed: 71, initialCash: 10000, warmup: 1s, tick: 1s, strategyHang: 1s, strategyBudget: %s}
            instruments: [{symbol: BTCUSDT, tick: 0.1}]
            strategies: [{id: stuck, type: rule, timeframe: 1s, parameters: {long: close > 0}}]
            policy: {type: single, strategy: stuck}
            execution: {patience: 1h, requote: 1h}
            topology: {mode: %s}
            """.formatted(budget, mode.name().toLowerCase(Locale.ROOT)));
    }

    private static KrakenGateway gateway(
        final Settings settings, final KrakenSettings addresses, final KnownAccount known, final ScaledClock clock) {
        return new KrakenGateway(
            addresses.atSpeed(clock.speed()), SimulatedKey.credentials(clock::time), settings.instruments(), known, new SpokenNews(SessionView.none()),
            text -> { }, clock);
    }
}
