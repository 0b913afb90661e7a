package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.ChallengerConfig;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.port.ChallengerLog;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.pipeline.topology.TopologySettings.Mode;
import io.ringmaster.schema.ChallengerCondition;
import io.ringmaster.schema.ChallengerStandingDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Challengers decide beside the policy that trades, and change nothing of what it says. */
class ChallengersTest {

    private static final long SEED = Long.getLong("seed", 20261201);
    private static final int EVENTS = 4_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_040_000_000_000L;
    private static final long LIMIT_S = 60;
    private static final int SMALL_RING = 64;
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);
    private static final List<StrategySpec> STRATEGIES = List.of(
        StrategySpec.of("fast", "rule", SECOND, Map.of("long", "close > sma(4)", "short", "close < sma(4)")),
        StrategySpec.of("slow", "rule", SECOND, Map.of("long", "close > sma(9)", "short", "close < sma(9)")));
    private static final String MODEL = "{type: model, observation: [meta], observationTimeframe: 1s, model: {file: m.onnx, engine: exact, maxUnknown: 4096}}";

    private static RecordedSession alone;
    /** Of all challengers, on one thread. */
    private static Records unhurried;

    @BeforeAll
    static void record() {
        alone = new RecordedSession(config(List.of())).play(
            RecordedSession.first(EVENTS, new RandomMarket(INSTRUMENT, 0, 200 * FixedPoint.ONE, START, SEED)), SEED, _ -> Interjections.NONE);
        unhurried = played(Mode.COMPACT);
    }

    private static EngineConfig config(final List<ChallengerConfig> challengers) {
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 10s, tick: 1s}"), List.of(INSTRUMENT), STRATEGIES,
            policy("{type: confluence}"), RecordedSession.bind(ExecutionSettings.class, "{style: aggressive, riskFraction: 0, retry: 200ms}"),
            RecordedSession.bind(RiskLimits.class, "{maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxOpenValue: 1000000,"
                + " maxDailyLoss: 100000, maxDrawdown: 1, maxEntries: 100000, maxSameTargets: 0}")).with(challengers);
    }

    private static PolicySettings policy(final String yaml) {
        return RecordedSession.bind(PolicySettings.class, yaml);
    }

    private static ServedModel model(final long seed) {
        return LinearModel.of(ModelContract.of(List.of(INSTRUMENT), STRATEGIES, policy(MODEL)), seed);
    }

    private static List<ChallengerConfig> challengers() {
        return List.of(
            new ChallengerConfig("model", policy(MODEL), model(SEED)), new ChallengerConfig("other", policy(MODEL), model(SEED + 1)),
            new ChallengerConfig("twin", policy("{type: confluence}"), null), new ChallengerConfig("single", policy("{type: single, strategy: slow}"), null),
            new ChallengerConfig("experts", policy("{type: experts, experts: {round: 10s}}"), null));
    }

    private static List<ChallengerConfig> only(final String id) {
        return challengers().stream().filter(each -> each.id().equals(id)).toList();
    }

    /** Keeps the records of each challenger. */
    private static class Records implements ChallengerLog {

        private final Map<String, List<UnsafeBuffer>> all = new ConcurrentHashMap<>();

        @Override
        public OutputSink of(final String id) {
            final List<UnsafeBuffer> records = all.computeIfAbsent(id, _ -> new ArrayList<>());
            return (buffer, offset, length) -> records.add(RecordedSession.copy(buffer, offset, length));
        }

        @Override
        public boolean areAwaited() {
            return true;
        }

        private List<Standing> standings(final String id) {
            return all.get(id).stream().map(each -> Standing.of(
                id, new ChallengerStandingDecoder().wrapAndApplyHeader(each, 0, new MessageHeaderDecoder()))).toList();
        }
    }

    /** What an engine with challengers says of the inputs of the session without them. */
    private static final class Beside implements AutoCloseable {

        private final List<UnsafeBuffer> said = new ArrayList<>();
        private final Engine engine;

        private Beside(final EngineConfig config, final Mode mode, final Map<String, EngineConfig> later) {
            final TopologySettings topology = Configuration.bind(
                TopologySettings.class, "test", "{mode: " + mode.name().toLowerCase(Locale.ROOT) + ", shards: 2, timing: false, waiting: blocking,"
                    + " ringSize: " + SMALL_RING + "}", Map.of()).on(1);
            engine = new Engine(config, topology, new Connections(
                InputLog.NONE, (buffer, offset, length) -> said.add(RecordedSession.copy(buffer, offset, length))), later::get);
        }

        private Beside hear(final int from, final int to) {
            for (int i = from; i < to; i++) {
                engine.onInput(alone.inputs().get(i), 0, alone.inputs().get(i).capacity());
                engine.discardOrders();
            }
            engine.awaitAll();
            engine.discardOrders();
            return this;
        }

        private Challenger only() {
            return engine.challengers().getFirst();
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static Beside beside(final List<ChallengerConfig> challengers, final Mode mode) {
        return new Beside(config(challengers), mode, Map.of());
    }

    private static Records played(final Mode mode) {
        final Records records = new Records();
        final Beside all = beside(challengers(), mode);
        try (all) {
            all.engine.startChallengers(records);
            all.hear(0, alone.inputs().size());
        }
        assertEquals(alone.outputs(), all.said, mode + ": the outputs differ from those without challengers, seed=" + SEED);
        return records;
    }

    @Test
    void shouldSayTheSameWithAndWithoutChallengersAndRecordTheSameOnOneThreadAndOnMany() {
        final Records compact = unhurried;
        final Records spread = played(Mode.SPREAD);
        assertEquals(compact.all.keySet(), spread.all.keySet());
        for (final ChallengerConfig each : challengers()) {
            assertEquals(compact.all.get(each.id()), spread.all.get(each.id()), each.id() + ", seed=" + SEED);
            final Standing last = compact.standings(each.id()).getLast();
            assertTrue(last.counts().made() > 100, each.id() + " " + last + ", seed=" + SEED);
            assertEquals(last.counts().made(), last.counts().compared(), each.id());
            assertEquals(0, last.counts().missed(), each.id());
            assertTrue(last.own().trades() > 1, each.id() + " " + last + ", seed=" + SEED);
        }
        final Standing twin = compact.standings("twin").getLast();
        assertEquals(twin.main(), twin.own(), "the same policy must have the same account, seed=" + SEED);
        assertEquals(twin.counts().compared(), twin.counts().agreed());
        final Standing model = compact.standings("model").getLast();
        assertTrue(model.counts().agreed() < model.counts().compared(), model + ", seed=" + SEED);
    }

    @Test
    void shouldBeSilentAloneWhenItFails() {
        for (final Mode mode : List.of(Mode.COMPACT, Mode.SPREAD)) {
            final Records records = new Records() {
                @Override
                public OutputSink of(final String id) {
                    final OutputSink kept = super.of(id);
                    final int[] written = new int[1];
                    return (buffer, offset, length) -> {
                        if (id.equals("model") && ++written[0] == 50) {
                            throw new IllegalStateException("the disk is full");
                        }
                        kept.append(buffer, offset, length);
                    };
                }
            };
            final Beside all = beside(challengers(), mode);
            try (all) {
                all.engine.startChallengers(records);
                all.hear(0, alone.inputs().size());
            }
            assertEquals(alone.outputs(), all.said, mode + ", seed=" + SEED);
            final Challenger failed = all.only();
            assertTrue(failed.failure().contains("the disk is full"), failed.failure());
            assertEquals(ChallengerCondition.FAILED, failed.standing().condition());
            assertEquals(50, failed.standing().counts().made());
            assertEquals(1, records.standings("model").stream().filter(each -> each.condition() == ChallengerCondition.FAILED).count());
            all.engine.challengers().stream().skip(1).forEach(each -> assertNull(each.failure(), each.id()));
        }
    }

    @Test
    void shouldKeepThePositionWhenItsModelGivesNoNumber() {
        final ServedModel poisoned = LinearModel.ofWeight(ModelContract.of(List.of(INSTRUMENT), STRATEGIES, policy(MODEL)), Float.NaN);
        for (final Mode mode : List.of(Mode.COMPACT, Mode.SPREAD)) {
            final Records records = new Records();
            final Beside all = beside(List.of(new ChallengerConfig("poisoned", policy(MODEL), poisoned)), mode);
            try (all) {
                all.engine.startChallengers(records);
                all.hear(0, alone.inputs().size());
            }
            assertEquals(alone.outputs(), all.said, mode + ", seed=" + SEED);
            final Standing last = records.standings("poisoned").getLast();
            assertEquals(last.counts().made(), last.counts().invalid());
            assertEquals(0, last.own().trades());
            assertEquals(0, last.own().netE8());
            final UnsafeBuffer record = records.all.get("poisoned").getFirst();
            assertEquals(DecisionReason.MODEL_INVALID, new ChallengerStandingDecoder().wrapAndApplyHeader(record, 0, new MessageHeaderDecoder()).reason());
        }
    }

    /** In real time: its thread waits in its first decision until the latch opens. */
    private static final class Blocked extends Records {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public OutputSink of(final String id) {
            final OutputSink kept = super.of(id);
            return (buffer, offset, length) -> {
                reached.countDown();
                try {
                    assertTrue(open.await(LIMIT_S, TimeUnit.SECONDS));
                } catch (final InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                kept.append(buffer, offset, length);
            };
        }

        @Override
        public boolean areAwaited() {
            return false;
        }
    }

    /** The index of the first input behind the first decision. */
    private static int behindTheFirstDecision() {
        final UnsafeBuffer first = unhurried.all.get("model").getFirst();
        return Math.toIntExact(new ChallengerStandingDecoder().wrapAndApplyHeader(first, 0, new MessageHeaderDecoder()).causeSequence());
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldMissDecisionsWhileItIsSlowAndGoOnWhenItHasCaughtUp(final Mode mode) throws InterruptedException {
        final int begun = behindTheFirstDecision();
        final Blocked records = new Blocked();
        final Beside all = beside(only("model"), mode);
        try (all) {
            all.engine.startChallengers(records);
            all.hear(0, begun);
            assertTrue(records.reached.await(LIMIT_S, TimeUnit.SECONDS));
            // The main path finishes these while the challenger is blocked.
            all.hear(begun, begun + 900);
            assertNull(all.only().failure());
            records.open.countDown();
            all.hear(begun + 900, begun + 910);
        }
        assertEquals(alone.outputs().subList(0, all.said.size()), all.said);
        final Standing last = all.only().standing();
        assertNull(all.only().failure());
        assertTrue(last.counts().missed() > 0, last + ", seed=" + SEED);
        final Standing inTime = unhurried.standings("model").stream().filter(each -> each.timeNs() == last.timeNs()).findFirst().orElseThrow();
        assertEquals(inTime.counts().made(), last.counts().made() + last.counts().missed(), "seed=" + SEED);
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldBeSilentWhenItLosesEvents(final Mode mode) throws InterruptedException {
        final int begun = behindTheFirstDecision();
        final Blocked records = new Blocked();
        final Beside all = beside(only("model"), mode);
        try (all) {
            all.engine.startChallengers(records);
            all.hear(0, begun);
            assertTrue(records.reached.await(LIMIT_S, TimeUnit.SECONDS));
            all.hear(begun, alone.inputs().size());
            assertNotNull(all.only().failure());
            assertTrue(all.only().failure().startsWith("it is so late that it lost the events from "), all.only().failure());
            records.open.countDown();
        }
        assertEquals(alone.outputs(), all.said);
        assertEquals(ChallengerCondition.OVERRUN, all.only().standing().condition());
    }

    @Test
    void shouldKnowWhatTheMainPolicyKnowsWhenItBeginsLater() {
        final int half = alone.inputs().size() / 2;
        final Records records = new Records();
        final Beside all = beside(challengers(), Mode.SPREAD);
        try (all) {
            all.hear(0, half);
            all.engine.startChallengers(records);
            all.hear(half, alone.inputs().size());
        }
        assertEquals(alone.outputs(), all.said, "seed=" + SEED);
        final Standing twin = records.standings("twin").getLast();
        assertTrue(twin.sinceNs() > START + 10 * SECOND && twin.counts().made() > 50, twin + ", seed=" + SEED);
        assertEquals(twin.counts().compared(), twin.counts().agreed(), "seed=" + SEED);
        assertEquals(twin.main(), twin.own(), "seed=" + SEED);
        assertTrue(records.standings("model").getLast().counts().made() > 50);
    }

    @Test
    void shouldGoOnThroughAChangeThatDoesNotConcernItAndEndWhenItIsRemoved() {
        final List<ChallengerConfig> first = List.of(challengers().get(0), challengers().get(2));
        final List<ChallengerConfig> second = List.of(challengers().get(2), challengers().get(3));
        final Map<String, EngineConfig> later = new TreeMap<>(Map.of("b".repeat(64), config(second)));
        final Records records = new Records();
        final Beside all = new Beside(config(first), Mode.SPREAD, later);
        try (all) {
            all.engine.startChallengers(records);
            all.hear(0, 2_000);
            final Challenger twin = all.engine.challengers().getLast();
            new SessionMessages(all.engine).reconfigured(all.engine.lastTimeNs(), all.engine.lastTimeNs(), "b".repeat(64), "test", "test");
            assertEquals(List.of("twin", "single"), all.engine.challengers().stream().map(Challenger::id).toList());
            assertEquals(twin, all.engine.challengers().getFirst());
            for (int i = 2_000; i < 3_000; i++) {
                all.engine.onInput(alone.inputs().get(i), 0, alone.inputs().get(i).capacity());
                all.engine.discardOrders();
            }
        }
        assertEquals(1, records.standings("twin").stream().map(Standing::sinceNs).distinct().count());
        assertTrue(records.standings("single").getLast().counts().made() > 20);
        assertTrue(records.standings("model").getLast().timeNs() < records.standings("single").getFirst().timeNs());
    }

    @Test
    void shouldRefuseWhatIsWrongByItsKey() {
        final EngineConfig config = config(List.of());
        final List<ChallengerConfig> wrong = List.of(
            new ChallengerConfig("Bad Name", policy("{type: single, strategy: none}"), null), new ChallengerConfig("model", policy(MODEL), null),
            new ChallengerConfig("model", policy("{type: confluence}"), null));
        final String message = assertThrows(InvalidInputException.class, () -> config.with(wrong)).getMessage();
        assertEquals("the configuration has 4 fault(s):\n"
            + "  policy.challengers.0.id: 'Bad Name' is not a name of at most 40 characters of a-z, 0-9, - and _, beginning with a letter or digit\n"
            + "  policy.challengers.2.id: 'model' is the name of another challenger. Choose another one\n"
            + "  policy.challengers.0.strategy: 'none' is not the id of an enabled strategy; enabled: fast, slow\n"
            + "  policy.challengers.1.model.file: name the model (.onnx) that decides", message);
    }
}
