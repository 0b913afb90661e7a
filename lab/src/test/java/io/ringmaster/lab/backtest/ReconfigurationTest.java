package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.InstrumentStatus;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session goes on under another configuration with the account it has; what follows is replayed with that configuration. */
class ReconfigurationTest {

    private static final long SEED = Long.getLong("seed", 20261129);
    private static final int EVENTS = 8_000;
    private static final int CHANGE_AT = 5_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_040_000_000_000L;
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);
    private static final StrategySpec UP = rule("up", SECOND, "close > close[1]");
    private static final StrategySpec DOWN = rule("down", SECOND, "close < close[1]");
    /** On bars that began long before it was added. */
    private static final StrategySpec SLOW = rule("slow", 60 * SECOND, "close > sma(3)");
    private static final StrategySpec ENDLESS = rule("endless", 60 * SECOND, "close > sma(50)");
    private static final EngineConfig FIRST = config("{maxOrderQty: 2, maxPosition: 3}", UP, DOWN);
    private static final EngineConfig SECOND_CONFIG = config("{maxOrderQty: 1, maxPosition: 3}", UP, SLOW, ENDLESS);
    private static final EngineConfig ONLY_LIMITS = config("{maxOrderQty: 1, maxPosition: 3}", UP, DOWN);
    private static final Map<String, EngineConfig> KNOWN = Map.of("second", SECOND_CONFIG, "limits", ONLY_LIMITS);

    private final List<UnsafeBuffer> inputs = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> account = new ArrayList<>();
    private long changedAt;

    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldGoOnWithTheAccountAndReplayWithBothConfigurations(final TopologySettings.Mode mode) {
        record("second");

        assertEquals(account.get(0), account.get(1), "position, cost, cash, equity and orders are as they were");
        assertTrue(!account.get(0).startsWith("0 "), "nothing was held when it changed: " + account + " seed=" + SEED);
        assertEquals(said, replayed(mode, 0, null));
        assertEquals(List.of(1), states(StrategyCondition.ACTIVE), "only 'slow' was warmed up by the session's bars of a minute");
        assertTrue(speaks(0), "the one on bars of a second is warm soon");
        assertTrue(speaks(1), "the strategy that was added speaks");
        assertTrue(!speaks(2), "the one that is not warm does not");
    }

    @Test
    void shouldKeepWhatStrategiesKnowWhereOnlyLimitsChange() {
        record("limits");
        assertEquals(account.get(0), account.get(1));
        assertEquals(said, replayed(TopologySettings.Mode.COMPACT, 0, null));
        assertEquals(List.of(0, 1), states(StrategyCondition.ACTIVE));
    }

    @Test
    void shouldRestoreASnapshotThatWasTakenUnderALaterConfiguration() {
        record("second");
        final int at = (int) changedAt + 700;
        final List<byte[]> image = new ArrayList<>();
        final List<String> all = replayed(TopologySettings.Mode.COMPACT, at, (engine, count) -> {
            engine.graphs().forEach(graph -> image.add(graph.save()));
            image.add(Integer.toString(count).getBytes());
        });
        final int saidBefore = Integer.parseInt(new String(image.removeLast()));
        final List<String> after = new ArrayList<>();
        try (Engine engine = engine(TopologySettings.Mode.COMPACT, after)) {
            engine.beginWith(SECOND_CONFIG, "second");
            final List<ObjectGraph> graphs = engine.graphs();
            for (int i = 0; i < graphs.size(); i++) {
                graphs.get(i).restore(image.get(i));
            }
            engine.continueBehind(at, InputMessage.timeNs(inputs.get(at - 1), 0));
            feed(engine, at, inputs.size());
        }
        assertEquals(all.subList(saidBefore, all.size()), after);
    }

    @Test
    void shouldKeepTheStopOverASnapshotAndAChangeOfTheConfiguration() {
        record("second");
        final int before = (int) changedAt - 1;
        final List<byte[]> image = new ArrayList<>();
        final List<Long> stops = new ArrayList<>();
        final List<String> states = new ArrayList<>();
        try (Engine engine = engine(TopologySettings.Mode.COMPACT, new ArrayList<>())) {
            feed(engine, 0, before);
            engine.graphs().forEach(graph -> image.add(graph.save()));
            stops.add(stopPriceE8(engine));
            feed(engine, before, before + 1);
            stops.add(stopPriceE8(engine));
            states.add(AccountText.of(engine));
        }
        try (Engine engine = engine(TopologySettings.Mode.COMPACT, new ArrayList<>())) {
            for (int i = 0; i < image.size(); i++) {
                engine.graphs().get(i).restore(image.get(i));
            }
            engine.continueBehind(before, InputMessage.timeNs(inputs.get(before - 1), 0));
            feed(engine, before, before + 1);
            stops.add(stopPriceE8(engine));
            states.add(AccountText.of(engine));
        }
        assertTrue(stops.getFirst() > 0, "no stop worked: " + stops + " seed=" + SEED);
        assertEquals(List.of(stops.getFirst(), stops.getFirst(), stops.getFirst()), stops, "before the change, after it, and after a snapshot and it");
        assertEquals(states.getFirst(), states.getLast());
    }

    /** Of the stop that works at the venue. */
    private static long stopPriceE8(final Engine engine) {
        return engine.status().instruments().get(0, InstrumentStatus.Figure.STOP_PRICE_E8);
    }

    @Test
    void shouldRefuseAnotherInstrumentAndAConfigurationThatIsNotThere() {
        final EngineConfig other = new EngineConfig(
            FIRST.session(), List.of(InstrumentDefinition.perpetual("Y", FixedPoint.ONE)), List.of(UP), FIRST.policy(), FIRST.execution(), FIRST.risk());
        try (Engine engine = new Engine(
            FIRST, topology(TopologySettings.Mode.COMPACT), new Connections(InputLog.NONE, (buffer, offset, length) -> { }), sha256 -> other)) {
            final SessionMessages messages = new SessionMessages(engine);
            messages.start(START, FIRST, "test", "0".repeat(64));
            assertTrue(assertThrows(InvalidInputException.class, () -> messages.reconfigured(START, START, "other", "test", "test")).getMessage()
                .startsWith("the instruments of a session that holds an account cannot be changed"));
        }
        try (Engine engine = new Engine(
            FIRST, topology(TopologySettings.Mode.COMPACT), new Connections(InputLog.NONE, (buffer, offset, length) -> { }))) {
            final SessionMessages messages = new SessionMessages(engine);
            assertThrows(InvalidInputException.class, () -> messages.reconfigured(START, START, "other", "test", "test"));
        }
    }

    // ------------------------------------------------------------------ recording and replaying

    private void record(final String change) {
        try (Engine engine = engine(TopologySettings.Mode.COMPACT, said)) {
            final SimulatedVenue venue = new SimulatedVenue(
                List.of(INSTRUMENT), bind(VenueSettings.class, "{orderLatency: 20ms, reportLatency: 20ms, reportInterval: 10s}"),
                FIRST.session().initialCashE8(), SEED, engine);
            final Interjections operator = timeNs -> {
                if (changedAt == 0 && inputs.size() > CHANGE_AT && engine.sequencer().positionE8(0) != 0) {
                    changedAt = inputs.size() + 1;
                    // Nothing is on its way while the two accounts are compared: the events themselves change them.
                    account.add(account(engine));
                    new SessionMessages(engine).command(timeNs, CommandKind.RESUME, "test");
                    changedAt = inputs.size() + 1;
                    new SessionMessages(engine).reconfigured(timeNs, timeNs, change, "test", "test");
                    account.add(account(engine));
                }
            };
            final LockstepDriver driver = new LockstepDriver(
                engine, new Some(new RandomMarket(INSTRUMENT, 0, 20_000 * FixedPoint.ONE, START, SEED)), venue, SECOND, Pacer.UNPACED, operator);
            new SessionMessages(engine).start(driver.firstTimeNs(), FIRST, "test", "0".repeat(64));
            driver.run(Long.MAX_VALUE - 1);
            assertTrue(changedAt > 0, "nothing was held in time, seed=" + SEED);
            assertEquals(venue.positionE8(0), engine.sequencer().positionE8(0));
            assertEquals(venue.cashE8(), engine.sequencer().ledger().cashE8());
        }
    }

    private static String account(final Engine engine) {
        return engine.sequencer().positionE8(0) + " " + engine.sequencer().ledger().costE8(0) + " " + engine.sequencer().ledger().cashE8() + " "
            + engine.sequencer().equityE8() + " " + engine.sequencer().ledger().highestEquityE8() + " "
            + engine.sequencer().ledger().dayStartEquityE8() + " " + engine.sequencer().newOrders() + " " + engine.sequencer().isLatched();
    }

    private List<String> replayed(final TopologySettings.Mode mode, final int lookAt, final BiConsumer<Engine, Integer> look) {
        final List<String> again = new ArrayList<>();
        try (Engine engine = engine(mode, again)) {
            feed(engine, 0, lookAt);
            if (look != null) {
                look.accept(engine, again.size());
            }
            feed(engine, lookAt, inputs.size());
        }
        return again;
    }

    /** Many inputs are on their way at once, as in a replay. */
    private void feed(final Engine engine, final int from, final int to) {
        for (final UnsafeBuffer input : List.copyOf(inputs).subList(from, to)) {
            engine.onInput(input, 0, input.capacity());
            engine.discardOrders();
        }
        engine.awaitAll();
        engine.discardOrders();
    }

    private Engine engine(final TopologySettings.Mode mode, final List<String> outputs) {
        final boolean isRecorded = inputs.isEmpty();
        final Configurations configurations = sha256 -> KNOWN.get(sha256);
        return new Engine(FIRST, topology(mode), new Connections((sequence, buffer, offset, length) -> {
            if (isRecorded) {
                final byte[] copy = new byte[length];
                buffer.getBytes(offset, copy);
                inputs.add(new UnsafeBuffer(copy));
            }
        }, (buffer, offset, length) -> {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            outputs.add(HexFormat.of().formatHex(copy));
        }), configurations);
    }

    /** Indexes of the strategies whose state was told with the change. */
    private List<Integer> states(final StrategyCondition condition) {
        final StrategyStateDecoder state = new StrategyStateDecoder();
        final List<Integer> found = new ArrayList<>();
        for (final String hex : said) {
            final UnsafeBuffer message = new UnsafeBuffer(HexFormat.of().parseHex(hex));
            if (InputMessage.templateId(message, 0) == StrategyStateDecoder.TEMPLATE_ID) {
                state.wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
                if (state.causeSequence() == changedAt && state.condition() == condition) {
                    found.add(state.strategyIndex());
                }
            }
        }
        return found;
    }

    /** Whether a recommendation of the strategy was recorded since the change; its rules do not grade. */
    private boolean speaks(final int strategyIndex) {
        return said.stream().map(hex -> new UnsafeBuffer(HexFormat.of().parseHex(hex)))
            .filter(message -> InputMessage.templateId(message, 0) == RecommendationsDecoder.TEMPLATE_ID)
            .map(message -> new RecommendationsDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder()))
            .filter(each -> each.causeSequence() >= changedAt)
            .flatMap(each -> StreamSupport.stream(each.plain().spliterator(), false))
            .anyMatch(each -> each.strategyIndex() == strategyIndex);
    }

    // ------------------------------------------------------------------ settings

    private static StrategySpec rule(final String id, final long timeframeNs, final String isLong) {
        return StrategySpec.of(id, "rule", timeframeNs, Map.of("long", isLong, "short", "not (" + isLong + ")"));
    }

    private static EngineConfig config(final String risk, final StrategySpec... strategies) {
        return new EngineConfig(
            bind(SessionSettings.class, "{initialCash: 100000, warmup: 10s, tick: 1s}"), List.of(INSTRUMENT), List.of(strategies),
            bind(PolicySettings.class, "{minAgreeing: 1, maxAge: 10m, maxExposure: 1}"), bind(ExecutionSettings.class, "{style: aggressive}"),
            bind(RiskLimits.class, risk));
    }

    private static TopologySettings topology(final TopologySettings.Mode mode) {
        return Configuration.bind(
            TopologySettings.class, "test", "mode: " + mode.name().toLowerCase(Locale.ROOT) + "\nshards: 2\ntiming: false\nwaiting: blocking\n",
            Map.of()).on(1);
    }

    private static <T extends Record> T bind(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "test", yaml, Map.of());
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
}
