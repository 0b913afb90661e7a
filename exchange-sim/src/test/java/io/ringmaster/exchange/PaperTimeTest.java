package io.ringmaster.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.server.PaperVenue;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LiveDriver;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.LiveMarket;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.concurrent.EpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A paper session whose process hangs now and then, for longer than an order is on its way, between any two looks at the clock. */
@Timeout(120)
class PaperTimeTest {

    private static final long SEED = Long.getLong("seed", 20261129);
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final int ROUNDS = 6_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Messages messages = new Messages();
    private long clockNs = 1_700_000_000L * SECOND;
    private long priceE8 = 50_000 * FixedPoint.ONE;

    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldNeverReportFromBeforeWhatWasPublished(final TopologySettings.Mode mode) {
        final EngineConfig config = config();
        final Market market = new Market();
        final EpochNanoClock clock = this::hesitate;
        try (Engine engine = new Engine(
            config, new TopologySettings(mode, 1, 64, TopologySettings.Waiting.SLEEPING, 16, SECOND, false),
            new Connections(InputLog.NONE, (buffer, offset, length) -> { }))) {
            final SimulatedVenue simulation = new SimulatedVenue(
                config.instruments(), VenueSettings.defaults(), config.session().initialCashE8(), SEED, engine);
            final PaperVenue venue = new PaperVenue(market, simulation, 1, List.<KnownAccount.OpenOrder>of());
            final LiveDriver driver = new LiveDriver(engine, venue, clock, config.session().tickNs(), Interjections.NONE);
            new SessionMessages(engine).start(clockNs, config, "build", "0".repeat(64));
            final int[] rounds = {0};

            driver.run(() -> {
                market.trade();
                return rounds[0]++ < ROUNDS;
            });
            assertTrue(driver.standDown(1_000), "seed " + SEED);
            engine.awaitAll();

            assertTrue(engine.sequencer().fills() > 0, "seed " + SEED + ": " + engine.sequencer().fills() + " fills");
            assertEquals(simulation.positionE8(0), engine.sequencer().positionE8(0), "seed " + SEED);
        }
    }

    @Test
    void shouldWaitAtTheEndForAnOrderThatWasSentJustBefore() {
        final EngineConfig config = config();
        final List<Integer> reports = new CopyOnWriteArrayList<>();
        final SimulatedVenue simulation = new SimulatedVenue(
            config.instruments(), VenueSettings.defaults(), config.session().initialCashE8(), SEED,
            (buffer, offset, length) -> reports.add(InputMessage.templateId(buffer, offset)));
        final PaperVenue venue = new PaperVenue(new Market(), simulation, 1, List.of());
        venue.onTime(clockNs);
        venue.onOrderIntent(
            messages.buffer, 0, messages.order(clockNs, 0, 1, OrderType.LIMIT, Side.BUY, FixedPoint.ONE, priceE8, Messages.NONE, false));
        final CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(() -> venue.standDown(60_000));

        // Nothing has become of the order yet, so it cannot end, however slow the machine is.
        assertThrows(TimeoutException.class, () -> end.get(100, TimeUnit.MILLISECONDS));
        venue.onTime(clockNs + SECOND);
        venue.onOrderIntent(messages.buffer, 0, messages.cancelAll(clockNs + SECOND, 0));
        for (int i = 2; !end.isDone(); i++) {
            venue.onTime(clockNs + i * SECOND);
        }

        assertTrue(end.join());
        assertTrue(reports.contains(ExecutionReportDecoder.TEMPLATE_ID), () -> "the end of the order is reported: " + reports);
    }

    /** Each look takes a little time, and one in a hundred a long time. */
    private long hesitate() {
        clockNs += random.nextInt(100) == 0 ? random.nextLong(3 * SECOND) : random.nextLong(MS);
        return clockNs;
    }

    private EngineConfig config() {
        return new EngineConfig(
            bind(SessionSettings.class, "{initialCash: 100000, warmup: 0s, tick: 10ms}"),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE)),
            List.of(StrategySpec.of("flips", "rule", SECOND, Map.of("long", "close > open", "short", "close < open"))),
            bind(PolicySettings.class, "{type: single, strategy: flips, maxAge: 1h}"),
            bind(ExecutionSettings.class, "{style: aggressive, venueStop: true}"),
            bind(RiskLimits.class, "{maxOrderQty: 10, maxOrderValue: 1000000, maxPosition: 10, maxReferenceAge: 1h, maxDailyLoss: 1000000,"
                + " maxDrawdown: 1, messagesPerWindow: 100000, maxEntries: 100000, orderTimeout: 10m, maxRejects: 100000,"
                + " maxConsecutiveRejects: 100000}"));
    }

    private static <T extends Record> T bind(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "test", yaml, Map.of());
    }

    /** Trades around a price, from the thread that asks for them. */
    private final class Market implements LiveMarket {

        private InputSink events;

        private void trade() {
            priceE8 += (random.nextInt(41) - 20) * FixedPoint.ONE;
            events.onInput(messages.buffer, 0, messages.trade(0, 0, priceE8, FixedPoint.ONE, Side.BUY));
        }

        @Override
        public void start(final InputSink sink) {
            events = sink;
        }

        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
