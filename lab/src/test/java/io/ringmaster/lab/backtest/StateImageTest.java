package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.snapshot.StateCarry;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ExternalOrderEncoder;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OutsideSignalEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.SignalSource;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * State is the fold of the inputs, and an image of it is as good as the inputs it was made from: from then on an engine that was restored
 * says what one says that heard everything, and ends in the same state, to the byte. Every type of strategy and indicator is there.
 */
class StateImageTest {

    private static final long SEED = Long.getLong("seed", 20261129);
    private static final int SESSIONS = 6 * Integer.getInteger("times", 1);
    private static final int EVENTS = 3_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_040_000_000_000L;

    private long fills;
    private long working;
    private long latched;
    private long imageBytes;
    private long restoreNs;

    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldGoOnFromAnImageAsFromTheBeginning(final TopologySettings.Mode mode) {
        final int sessions = mode == TopologySettings.Mode.COMPACT ? SESSIONS : SESSIONS / 3;
        for (int session = 0; session < sessions; session++) {
            check(SEED + session, mode);
        }
        System.out.printf("%d sessions, %s: %,d fills; %d images with working orders, %d with a latch; the last has %,d bytes, restored in %,d us%n",
            sessions, mode, fills, working, latched, imageBytes, restoreNs / 1_000);
        assertTrue(fills > 0 && working + latched > 0, "fills=" + fills + " working=" + working + " latched=" + latched);
    }

    private void check(final long seed, final TopologySettings.Mode mode) {
        final Random random = new Random(seed);
        final String label = "seed=" + seed;
        final EngineConfig config = config(random);
        final TopologySettings topology = topology(mode, 1 + random.nextInt(3));
        final List<UnsafeBuffer> inputs = record(config, random, seed);
        final int at = 1 + random.nextInt(inputs.size() - 1);
        final byte[] image;
        final byte[] imageAtEnd;
        final Engine.Moment moment;
        final List<String> saidAfter;
        try (Folded whole = new Folded(config, topology)) {
            whole.fold(inputs, 0, at);
            image = whole.graph.save();
            moment = whole.engine.moment();
            working += whole.engine.sequencer().workingOrders() > 0 ? 1 : 0;
            latched += whole.engine.sequencer().isLatched() ? 1 : 0;
            whole.said.clear();
            whole.fold(inputs, at, inputs.size());
            imageAtEnd = whole.graph.save();
            saidAfter = whole.said;
            fills += whole.engine.sequencer().fills();
        }
        try (Folded restored = new Folded(config, topology)) {
            restored.graph.restore(image);
            restored.engine.continueBehind(at, InputMessage.timeNs(inputs.get(at - 1), 0));
            assertArrayEquals(image, restored.graph.save(), label);
            restored.fold(inputs, at, inputs.size());

            assertEquals(saidAfter, restored.said, label);
            assertArrayEquals(imageAtEnd, restored.graph.save(), label);
            // The same objects once more, from where they were: what training does for every episode.
            final long beganNs = System.nanoTime();
            restored.engine.returnTo(moment);
            restoreNs = System.nanoTime() - beganNs;
            imageBytes = image.length;
            assertArrayEquals(image, restored.graph.save(), label);
        }
        try (Folded used = new Folded(config, topology)) {
            used.fold(inputs, 0, inputs.size());
            used.engine.returnTo(moment);
            used.said.clear();
            used.fold(inputs, at, inputs.size());

            assertEquals(saidAfter, used.said, label);
            assertArrayEquals(imageAtEnd, used.graph.save(), label);
            // What has happened since has not changed the moment.
            used.engine.returnTo(moment);
            assertArrayEquals(image, used.graph.save(), label);
        }
    }

    /** Nothing of the account is forgotten when it moves to a pipeline that is built anew: with the same settings the same state results. */
    @Test
    void shouldCarryTheWholeAccountToAnotherPipeline() {
        for (int session = 0; session < SESSIONS / 2; session++) {
            final long seed = SEED + 1_000 + session;
            final Random random = new Random(seed);
            final EngineConfig config = config(random);
            final EngineConfig wider = new EngineConfig(
                config.session(), config.instruments(), config.strategies(), config.policy(), config.execution(),
                bind(RiskLimits.class, "{maxOrderQty: 9, maxEntries: 77}"));
            final List<UnsafeBuffer> inputs = record(config, random, seed);
            final TopologySettings topology = topology(TopologySettings.Mode.COMPACT, 1);
            try (Folded from = new Folded(config, topology);
                 Folded same = new Folded(config, topology);
                 Folded other = new Folded(wider, topology)) {
                from.fold(inputs, 0, 1 + random.nextInt(inputs.size() - 1));
                final byte[] before = from.engine.graphs().getFirst().save();
                final long positionE8 = from.engine.sequencer().positionE8(0);
                final long equityE8 = from.engine.sequencer().equityE8();
                assertEquals(List.of(), StateCarry.carry(from.engine.graphs().getFirst(), same.engine.graphs().getFirst()));
                assertArrayEquals(before, same.engine.graphs().getFirst().save(), "seed=" + seed);

                // Moved once more, into one with another number of entries to count: the count goes on.
                assertEquals(List.of(), StateCarry.carry(same.engine.graphs().getFirst(), other.engine.graphs().getFirst()));
                assertEquals(positionE8, other.engine.sequencer().positionE8(0));
                assertEquals(equityE8, other.engine.sequencer().equityE8());
            }
        }
    }

    @Test
    void shouldNotFitAnotherConfiguration() {
        final EngineConfig config = config(new Random(SEED));
        final EngineConfig other = new EngineConfig(
            config.session(), config.instruments(), config.strategies(), config.policy(), config.execution(),
            bind(RiskLimits.class, "{maxOrderQty: 9}"));
        try (Folded one = new Folded(config, topology(TopologySettings.Mode.COMPACT, 1));
             Folded same = new Folded(config, topology(TopologySettings.Mode.COMPACT, 1));
             Folded sharded = new Folded(config, topology(TopologySettings.Mode.COMPACT, 2));
             Folded different = new Folded(other, topology(TopologySettings.Mode.COMPACT, 1))) {
            assertEquals(one.graph.fingerprint(), same.graph.fingerprint());
            assertNotEquals(one.graph.fingerprint(), sharded.graph.fingerprint());
            assertNotEquals(one.graph.fingerprint(), different.graph.fingerprint());
        }
    }

    /** An engine with what it said, and its objects as they were built. */
    private static final class Folded implements AutoCloseable {

        private final List<String> said = new ArrayList<>();
        private final Engine engine;
        private final ObjectGraph graph;

        private Folded(final EngineConfig config, final TopologySettings topology) {
            engine = new Engine(config, topology, new Connections(InputLog.NONE, (buffer, offset, length) -> {
                final byte[] copy = new byte[length];
                buffer.getBytes(offset, copy);
                said.add(java.util.HexFormat.of().formatHex(copy));
            }), sha256 -> config);
            graph = ObjectGraph.of(engine.state());
        }

        /** Many inputs are on their way at once, as in a replay. */
        private void fold(final List<UnsafeBuffer> inputs, final int from, final int to) {
            for (final UnsafeBuffer input : inputs.subList(from, to)) {
                engine.onInput(input, 0, input.capacity());
                engine.discardOrders();
            }
            engine.awaitAll();
            engine.discardOrders();
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static TopologySettings topology(final TopologySettings.Mode mode, final int shards) {
        return Configuration.bind(
            TopologySettings.class, "test", "mode: " + mode.name().toLowerCase(java.util.Locale.ROOT) + "\nshards: " + shards + "\ntiming: false\nwaiting: blocking\n", Map.of()).on(1);
    }

    /** One session against the simulated venue, with people, signals and other orders in between. */
    private static List<UnsafeBuffer> record(final EngineConfig config, final Random random, final long seed) {
        final List<UnsafeBuffer> inputs = new ArrayList<>();
        try (Engine engine = new Engine(config, topology(TopologySettings.Mode.COMPACT, 1), new Connections((sequence, buffer, offset, length) -> {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            inputs.add(new UnsafeBuffer(copy));
        }, (buffer, offset, length) -> { }))) {
            final SimulatedVenue venue = new SimulatedVenue(
                config.instruments(), bind(VenueSettings.class, "{orderLatency: 20ms, reportLatency: 20ms, fundingRate: 0.0001, reportInterval: 10s}"),
                config.session().initialCashE8(), seed, engine);
            final RandomMarket market = new RandomMarket(config.instruments().getFirst(), 0, 20_000 * FixedPoint.ONE, START, seed);
            final LockstepDriver driver = new LockstepDriver(
                engine, new Some(market), venue, config.session().tickNs(), Pacer.UNPACED, new People(engine, random));
            new SessionMessages(engine).start(driver.firstTimeNs(), config, "test", "0".repeat(64));
            driver.run(Long.MAX_VALUE - 1);
        }
        return inputs;
    }

    /** The first events of an endless market. */
    private static final class Some implements MarketDataSource {

        private final MarketDataSource endless;
        private int left = EVENTS;

        private Some(final MarketDataSource endless) {
            this.endless = endless;
        }

        @Override
        public int next(final MutableDirectBuffer buffer) {
            return left-- > 0 ? endless.next(buffer) : 0;
        }

        @Override
        public void close() {
            endless.close();
        }
    }

    /** What comes from elsewhere than market and venue, now and then. */
    private static final class People implements Interjections {

        private final Engine engine;
        private final Random random;
        private final SessionMessages messages;
        private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 12));
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();

        private People(final Engine engine, final Random random) {
            this.engine = engine;
            this.random = random;
            messages = new SessionMessages(engine);
        }

        @Override
        public void publishDue(final long timeNs) {
            if (random.nextInt(150) > 0) {
                return;
            }
            switch (random.nextInt(9)) {
                case 0 -> messages.command(timeNs, CommandKind.PAUSE, "test");
                case 1, 2 -> messages.command(timeNs, CommandKind.RESUME, "test");
                case 3 -> messages.command(timeNs, CommandKind.RESET_LATCH, "test");
                case 4, 5 -> messages.limitChange(timeNs, LimitKind.MAX_ORDER_QTY, (1 + random.nextInt(100)) * FixedPoint.ONE, true, "test");
                case 6 -> messages.reconciliation(timeNs, Agreement.AGREED);
                case 7 -> signal(timeNs);
                default -> externalOrder(timeNs);
            }
        }

        private void signal(final long timeNs) {
            final OutsideSignalEncoder signal = new OutsideSignalEncoder().wrapAndApplyHeader(buffer, 0, header);
            signal.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).score(random.nextInt(3) - 1).instrumentId(-1)
                .source(SignalSource.get((short) random.nextInt(5))).text("test").series(random.nextBoolean() ? "" : "vix");
            engine.onInput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + signal.encodedLength());
        }

        private void externalOrder(final long timeNs) {
            final ExternalOrderEncoder order = new ExternalOrderEncoder().wrapAndApplyHeader(buffer, 0, header);
            order.receiveTimeNs(timeNs).instrumentId(0).side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .leavesQtyE8(random.nextInt(3) * FixedPoint.ONE).limitPriceE8(20_000 * FixedPoint.ONE).reduceOnly((short) random.nextInt(2));
            order.venueOrderId().high(1).low(1 + random.nextInt(3));
            engine.onInput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength());
        }
    }

    private static EngineConfig config(final Random random) {
        final List<StrategySpec> strategies = new ArrayList<>();
        StrategyCatalog.types().stream().map(StrategyType::name).filter(name -> !"rule".equals(name)).forEach(name ->
            strategies.add(StrategySpec.of(name, name, (1 + random.nextInt(3)) * SECOND, Map.of())));
        for (final IndicatorType type : IndicatorCatalog.types()) {
            for (final String output : type.outputs().isEmpty() ? List.of("") : type.outputs()) {
                final String node = call(type) + (output.isEmpty() ? "" : "." + output);
                strategies.add(StrategySpec.of("indicator-" + type.name() + output, "rule", SECOND, Map.of("long", node + " > " + node + "[1]", "long_stop", "close - atr(5)", "cooldown", "3",
                    "time_stop", "5")));
            }
        }
        final String risk = String.format(
            "{maxOrderQty: 50, maxOrderValue: 1000000, maxPosition: %d, maxLeverage: %d, maxDailyLoss: %d, maxDrawdown: 0.%d}",
            1 + random.nextInt(5), 1 + random.nextInt(4), 5 + random.nextInt(150), 1 + random.nextInt(8));
        final String execution = String.format(
            "{style: %s, defaultStopBps: %d, trailFromBps: %d, trailBps: %d, patience: %ds, venueStop: %s}",
            random.nextBoolean() ? "aggressive" : "passive", 5 + random.nextInt(50), 3 + random.nextInt(10), 1 + random.nextInt(4),
            1 + random.nextInt(30), random.nextBoolean());
        return new EngineConfig(
            bind(SessionSettings.class, "{initialCash: " + (5_000 + random.nextInt(90_000)) + ", warmup: 10s, tick: 1s}"),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10)), strategies,
            bind(PolicySettings.class, "{minAgreeing: 1, maxAge: 10m, maxExposure: " + (1 + random.nextInt(3)) + "}"),
            bind(ExecutionSettings.class, execution), bind(RiskLimits.class, risk));
    }

    /** With a short length where one has to be given, so that it warms up. */
    private static String call(final IndicatorType type) {
        final List<String> arguments = type.parameters().stream().filter(Parameter::isNeeded)
            .map(parameter -> switch (parameter.name()) {
                case "q" -> "0.3";
                case "share" -> "0.01";
                case "k" -> "2";
                default -> "7";
            }).toList();
        return type.name() + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
    }

    private static <T extends Record> T bind(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "test", yaml, Map.of());
    }
}
