package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.replay.Replay;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a model observes is the same to the bit in the session that trades, in its replay, after a restart in its middle, and where a model is trained: on
 * one thread against the simulated venue. A model decides on every event of a random market; 100,000 decisions with {@code -Dtimes=20}.
 */
class ParityTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int DECISIONS = Math.min(100_000, 5_000 * Integer.getInteger("times", 1));
    private static final int WARM_UP_EVENTS = 400;
    private static final int AT_ONCE = 50;
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_040_000_000_000L;
    private static final String CONFIGURATION = "the text of a configuration\n";
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);

    @TempDir
    private Path directory;
    private final EngineConfig config = config();

    private static EngineConfig config() {
        final List<StrategySpec> strategies = List.of(
            StrategySpec.of("trend", "rule", SECOND, Map.of("long", "close > sma(4)", "short", "close < sma(4)", "strength", "min(1, abs(close - sma(4)))")),
            StrategySpec.of("slow", "supertrend", 3 * SECOND, Map.of()),
            StrategySpec.of("book", "rule", SECOND, Map.of("long", "book_imbalance > 0.2", "short", "book_imbalance < -0.2")));
        final PolicySettings policy = RecordedSession.bind(
            PolicySettings.class, "{type: model, trigger: event, observation: [micro30, meta], observationTimeframe: 1s, missingValues: mask,"
                + " model: {file: m.onnx, engine: exact, maxUnknown: 140, deadZone: 0.3}}");
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 10s, tick: 1s}"), List.of(INSTRUMENT), strategies, policy,
            RecordedSession.bind(ExecutionSettings.class, "{style: aggressive, riskFraction: 0, retry: 200ms}"),
            RecordedSession.bind(RiskLimits.class, "{maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxOpenValue: 1000000,"
                + " maxDailyLoss: 100000, maxDrawdown: 1, maxEntries: 100000, maxSameTargets: 0}"),
            LinearModel.of(ModelContract.of(List.of(INSTRUMENT), strategies, policy), SEED));
    }

    private Engine engine(final TopologySettings.Mode mode, final InputLog inputs, final OutputSink outputs) {
        return new Engine(config, RecordedSession.topology(mode, 2), new Connections(inputs, outputs));
    }

    /** Plays the market on one thread against the simulated venue, which makes the inputs. */
    private void train(final List<UnsafeBuffer> inputs, final List<long[]> seen) {
        final RandomMarket market = new RandomMarket(INSTRUMENT, 0, 200 * FixedPoint.ONE, START, SEED);
        try (Engine engine = engine(
            TopologySettings.Mode.COMPACT, (sequence, buffer, offset, length) -> inputs.add(RecordedSession.copy(buffer, offset, length)),
            (buffer, offset, length) -> addObservation(buffer, offset, seen))) {
            final SimulatedVenue venue = new SimulatedVenue(
                config.instruments(), RecordedSession.bind(VenueSettings.class, "{orderLatency: 20ms, reportLatency: 20ms, reportInterval: 10s}"),
                config.session().initialCashE8(), SEED, engine);
            final LockstepDriver driver = new LockstepDriver(
                engine, RecordedSession.first(DECISIONS + WARM_UP_EVENTS, market), venue, config.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
            final SessionMessages messages = new SessionMessages(engine);
            messages.start(driver.firstTimeNs(), config, "build", SessionDirectory.sha256(CONFIGURATION));
            driver.run(Long.MAX_VALUE - 1);
            messages.end(engine.lastTimeNs());
        }
    }

    /** Journals a session on many threads, with many events on their way at once. */
    private SessionDirectory spread(final List<UnsafeBuffer> inputs) {
        final SessionDirectory session = new SessionDirectory(directory.resolve("session"));
        session.writeConfiguration(CONFIGURATION);
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             Engine engine = engine(TopologySettings.Mode.SPREAD, journal.inputLog(), journal.outputs())) {
            hear(engine, inputs, 0, inputs.size());
        }
        return session;
    }

    private static void hear(final Engine engine, final List<UnsafeBuffer> inputs, final int from, final int to) {
        for (int i = from; i < to; i++) {
            engine.onInput(inputs.get(i), 0, inputs.get(i).capacity());
            if (i % AT_ONCE == 0 || i == to - 1) {
                engine.awaitAll();
                engine.discardOrders();
            }
        }
    }

    /** One decision's observation: the sequence of its cause, and the bits of its values. */
    private static long[] observation(final DirectBuffer buffer, final int offset) {
        final ObservationDecoder seen = new ObservationDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        final long cause = seen.causeSequence();
        final ObservationDecoder.ValuesDecoder values = seen.values();
        final long[] bits = new long[1 + values.count()];
        bits[0] = cause;
        for (int i = 1; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(values.next().value());
        }
        return bits;
    }

    private static void addObservation(final DirectBuffer buffer, final int offset, final List<long[]> to) {
        if (new MessageHeaderDecoder().wrap(buffer, offset).templateId() == ObservationDecoder.TEMPLATE_ID) {
            to.add(observation(buffer, offset));
        }
    }

    @Test
    void shouldObserveTheSameBitsInASessionItsReplayAndInTraining() {
        final List<UnsafeBuffer> inputs = new ArrayList<>();
        final List<long[]> trained = new ArrayList<>();
        train(inputs, trained);
        requireThatTheyVary(trained);

        final SessionDirectory session = spread(inputs);
        requireEqual("the session", trained, journaled(session));

        assertNull(Replay.run(session, config, RecordedSession.topology(TopologySettings.Mode.COMPACT, 2), Pacer.UNPACED).firstDifference());
        replay(inputs(session), trained);
    }

    /** The session's inputs on one thread; and from a snapshot in the middle. */
    private void replay(final List<UnsafeBuffer> inputs, final List<long[]> expected) {
        final List<long[]> whole = new ArrayList<>();
        final List<long[]> rest = new ArrayList<>();
        final int middle = inputs.size() / 2;
        try (Engine engine = engine(TopologySettings.Mode.COMPACT, InputLog.NONE, (buffer, offset, _) -> addObservation(buffer, offset, whole));
             Engine restarted = engine(TopologySettings.Mode.COMPACT, InputLog.NONE, (buffer, offset, _) -> addObservation(buffer, offset, rest))) {
            final ObjectGraph state = ObjectGraph.of(engine.state());
            final ObjectGraph restored = ObjectGraph.of(restarted.state());
            hear(engine, inputs, 0, middle);
            final int before = whole.size();
            restored.restore(state.save());
            restarted.continueBehind(middle, InputMessage.timeNs(inputs.get(middle - 1), 0));
            hear(engine, inputs, middle, inputs.size());
            hear(restarted, inputs, middle, inputs.size());
            requireEqual("the replay", expected, whole);
            requireEqual("the restart", expected.subList(before, expected.size()), rest);
        }
    }

    private void requireEqual(final String label, final List<long[]> expected, final List<long[]> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            if (!Arrays.equals(expected.get(i), found.get(i))) {
                assertArrayEquals(expected.get(i), found.get(i), label + ", decision " + i + ", seed=" + SEED + ", values: sequence, " + names());
            }
        }
        assertEquals(expected.size(), found.size(), label + ", seed=" + SEED);
    }

    private List<String> names() {
        return ModelContract.of(config.instruments(), config.strategies(), config.policy()).names();
    }

    private static List<long[]> journaled(final SessionDirectory session) {
        final List<long[]> journaled = new ArrayList<>();
        try (JournalReader outputs = JournalReader.open(session.output())) {
            while (outputs.next()) {
                addObservation(outputs.buffer(), outputs.offset(), journaled);
            }
        }
        return journaled;
    }

    private static List<UnsafeBuffer> inputs(final SessionDirectory session) {
        final List<UnsafeBuffer> inputs = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.input())) {
            while (reader.next()) {
                inputs.add(RecordedSession.copy(reader.buffer(), reader.offset(), reader.length()));
            }
        }
        return inputs;
    }

    /** Values that never change would be equal anywhere. Windows of 1,440 bars fill only in the long form. */
    private void requireThatTheyVary(final List<long[]> seen) {
        assertTrue(seen.size() >= DECISIONS, seen.size() + " decisions, seed=" + SEED);
        final List<String> names = names();
        final TreeSet<String> varying = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            final long first = seen.getFirst()[1 + i];
            final int at = 1 + i;
            if (seen.stream().anyMatch(each -> each[at] != first)) {
                varying.add(names.get(i));
            }
        }
        System.out.printf("%,d decisions of %d values, %d of which vary, seed %d%n", seen.size(), names.size(), varying.size(), SEED);
        assertTrue(varying.size() > 60, "only these vary: " + varying + ", seed=" + SEED);
        assertTrue(varying.containsAll(List.of("meta.exposure", "meta.trend.strength", "micro30.ofi")), varying + ", seed=" + SEED);
    }
}
