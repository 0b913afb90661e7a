package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.journal.Sha256;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.replay.ShadowFold;
import io.ringmaster.pipeline.replay.SnapshotSettings;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that decides is swapped several times while a session runs at full feed speed. */
class ModelSwapTest {

    private static final long PLAYED_NS = 40_000_000_000L;
    private static final long HALF_E8 = 50_000_000L;
    private static final long FULL_E8 = 100_000_000L;
    /** Events at which a swap is asked for; it is published so many events later. */
    private static final List<Long> ASKED_AT = List.of(2_000L, 3_500L, 5_000L, 6_500L, 8_000L);
    private static final long LATER = 300;
    private static final long LIMIT_S = 60;

    @TempDir
    private static Path directory;
    private static SessionOfModels models;
    private static List<Path> files;
    private static SessionDirectory recorded;
    private static long events;

    @TempDir
    private Path mine;

    @BeforeAll
    static void record() throws IOException {
        models = SessionOfModels.ofDemo(directory, "{file: half.onnx, maxUnknown: 4096, deadZone: 0}");
        files = List.of(models.constant("half.onnx", SessionOfModels.HALF, 2), models.constant("full.onnx", SessionOfModels.FULL, 2));
        recorded = new SessionDirectory(directory.resolve("recorded"));
        play(recorded);
        events = last(recorded.input());
    }

    // ------------------------------------------------------------------ recording

    /** In {@code spread}: swaps are asked for by another thread, while the publisher goes on. */
    private static void play(final SessionDirectory session) {
        final OpenedSettings opened = OpenedSettings.of(Settings.read(models.config(), new TreeMap<>()));
        final Settings settings = opened.settings();
        opened.keepModel(session);
        session.writeConfiguration(settings.canonicalText());
        final PreparedConfigurations later = new PreparedConfigurations(Settings.configurations(session));
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             MarketDataSource market = Recording.bundled().open();
             Engine engine = new Engine(
                 opened.engine(), topology(settings, TopologySettings.Mode.SPREAD), new Connections(journal.inputLog(), journal.outputs()), later)) {
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            final Swaps swapping = new Swaps(engine, session, new LiveSettings(opened, later));
            final LockstepDriver driver = new LockstepDriver(
                engine, market, venue, settings.session().tickNs(), Pacer.UNPACED, swapping::publishDue);
            final long firstNs = driver.firstTimeNs();
            new SessionMessages(engine).start(firstNs, opened.engine(), BuildVersion.text(), SessionDirectory.sha256(settings.canonicalText()));
            driver.run(firstNs + PLAYED_NS);
            engine.awaitAll();
            assertEquals(ASKED_AT.size(), swapping.next, "swaps: " + swapping.next + " in " + engine.lastSequence() + " events");
        }
    }

    /** Asks for swaps on a thread of its own, as ctl does. */
    private static final class Swaps {

        private final Engine engine;
        private final LiveReconfiguration operator;
        private final Queue<UnsafeBuffer> events = new ConcurrentLinkedQueue<>();
        private CompletableFuture<String> asked;
        private int next;

        Swaps(final Engine engine, final SessionDirectory session, final LiveSettings live) {
            this.engine = engine;
            operator = new LiveReconfiguration(session, live, (buffer, offset, length) -> {
                final byte[] copy = new byte[length];
                buffer.getBytes(offset, copy);
                events.add(new UnsafeBuffer(copy));
            });
        }

        void publishDue(final long timeNs) {
            if (asked == null && next < ASKED_AT.size() && engine.lastSequence() >= ASKED_AT.get(next)) {
                final String file = files.get((next + 1) % 2).toString();
                asked = CompletableFuture.supplyAsync(() -> {
                    final String confirmation = operator.swapModel(file, "test").replaceAll(".*\"confirm\":\"([^\"]*)\".*", "$1");
                    return operator.swapModel(confirmation, "test");
                });
            } else if (asked != null && engine.lastSequence() >= ASKED_AT.get(next) + LATER) {
                final String answer = asked.orTimeout(LIMIT_S, TimeUnit.SECONDS).join();
                assertTrue(answer.startsWith("{\"taken\":\"swap-model "), answer);
                final UnsafeBuffer event = events.remove();
                event.putLong(MessageHeaderDecoder.ENCODED_LENGTH, timeNs, ByteOrder.LITTLE_ENDIAN);
                engine.onInput(event, 0, event.capacity());
                asked = null;
                next++;
            }
        }
    }

    private static TopologySettings topology(final Settings settings, final TopologySettings.Mode mode) {
        return settings.topology().withShards(2).withMode(mode).withoutTiming().on(4);
    }

    // ------------------------------------------------------------------ what the journals say

    private static long last(final Path journal) {
        long last = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                last = reader.sequence();
            }
        }
        return last;
    }

    /** By the event from which on it decides, the exposure that the model in force wants. */
    private static NavigableMap<Long, Long> exposures() {
        final NavigableMap<Long, Long> exposures = new TreeMap<>();
        exposures.put(0L, HALF_E8);
        try (JournalReader reader = JournalReader.open(recorded.input())) {
            while (reader.next()) {
                if (InputMessage.templateId(reader.buffer(), reader.offset()) == ReconfiguredDecoder.TEMPLATE_ID) {
                    final ReconfiguredDecoder event =
                        new ReconfiguredDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), new MessageHeaderDecoder());
                    assertEquals(ReconfigurationScope.MODEL, event.scope());
                    final String text = new SessionConfigurations(recorded).read(event.configSha256());
                    exposures.put(reader.sequence(), text.contains("engine: onnxruntime") ? FULL_E8 : HALF_E8);
                }
            }
        }
        return exposures;
    }

    private static long marketEvents(final SessionDirectory session) {
        long count = 0;
        try (JournalReader reader = JournalReader.open(session.input())) {
            while (reader.next()) {
                count += isMarket(reader.buffer(), reader.offset()) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isMarket(final DirectBuffer message, final int offset) {
        final int id = InputMessage.templateId(message, offset);
        return id == TradeDecoder.TEMPLATE_ID || id == BookDeltaDecoder.TEMPLATE_ID;
    }

    @Test
    void shouldDecideWithTheModelInForceAtEveryEvent() {
        final NavigableMap<Long, Long> exposures = exposures();
        assertEquals(1 + ASKED_AT.size(), exposures.size());
        final TreeMap<Long, Integer> decisions = new TreeMap<>();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalReader reader = JournalReader.open(recorded.output())) {
            while (reader.next()) {
                final long cause = InputMessage.causeSequence(reader.buffer(), reader.offset());
                switch (InputMessage.templateId(reader.buffer(), reader.offset())) {
                    case DecisionDecoder.TEMPLATE_ID -> {
                        final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                        assertEquals(DecisionReason.MODEL, decision.reason(), "at event " + cause);
                        assertEquals(exposures.floorEntry(cause).getValue(), decision.exposureE8(), "at event " + cause);
                        decisions.merge(exposures.floorKey(cause), 1, Integer::sum);
                    }
                    case OrderIntentDecoder.TEMPLATE_ID -> {
                        final OrderIntentDecoder order = new OrderIntentDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                        assertTrue(!exposures.containsKey(cause) || order.kind() == OrderKind.NEW, "a swap cancels nothing");
                    }
                    default -> {
                        // Another output.
                    }
                }
            }
        }
        assertEquals(exposures.keySet(), decisions.keySet(), "each model decided: " + decisions);
    }

    @Test
    void shouldLoseNoEvent() {
        long played = 0;
        final UnsafeBuffer event = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
        try (MarketDataSource market = Recording.bundled().open()) {
            long firstNs = 0;
            while (market.next(event) > 0 && (firstNs == 0 || InputMessage.timeNs(event, 0) < firstNs + PLAYED_NS)) {
                firstNs = firstNs == 0 ? InputMessage.timeNs(event, 0) : firstNs;
                played += isMarket(event, 0) ? 1 : 0;
            }
        }
        assertEquals(played, marketEvents(recorded));
    }

    @Test
    void shouldReplayEachModelInEachTopology() {
        for (final String mode : List.of("compact", "spread")) {
            final Cli.Result replay = Cli.run("replay", recorded.path().toString(), "--topology", mode, "--json");
            assertEquals(0, replay.exitCode(), replay.out() + replay.err());
            assertEquals(Long.toString(events), replay.json().get("events"));
        }
    }

    /** What follows from the models is checked across the swaps, also where one of them is missing. */
    @Test
    void shouldReplayWhatTheModelsSaid() throws IOException {
        final SessionDirectory copy = upTo(Long.MAX_VALUE, "without");
        final Cli.Result whole = Cli.run("replay", copy.path().toString(), "--recorded-decisions", "--json");
        assertEquals(0, whole.exitCode(), whole.out() + whole.err());
        assertEquals("0", whole.json().get("modelOutputs.notComputed"));
        Files.delete(copy.path().resolve("models").resolve(Sha256.of(Files.readAllBytes(files.getLast())) + ".onnx"));
        for (final String mode : List.of("compact", "spread")) {
            final Cli.Result replay = Cli.run("replay", copy.path().toString(), "--recorded-decisions", "--topology", mode, "--json");
            assertEquals(0, replay.exitCode(), replay.out() + replay.err());
            assertEquals(Long.toString(decisionsOf(FULL_E8)), replay.json().get("modelOutputs.notComputed"));
        }
    }

    private static long decisionsOf(final long exposureE8) {
        long count = 0;
        try (JournalReader reader = JournalReader.open(recorded.output())) {
            while (reader.next()) {
                count += InputMessage.templateId(reader.buffer(), reader.offset()) == DecisionDecoder.TEMPLATE_ID && new DecisionDecoder()
                    .wrapAndApplyHeader(reader.buffer(), reader.offset(), new MessageHeaderDecoder()).exposureE8() == exposureE8 ? 1 : 0;
            }
        }
        return count;
    }

    /** Killed right before, at and right after a swap, with and without snapshots on both sides of it. */
    @Test
    void shouldGoOnAfterAKillAcrossASwap() throws IOException {
        final List<Long> swaps = exposures().keySet().stream().toList();
        for (final long killedAt : List.of(swaps.get(3) - 1, swaps.get(3), swaps.get(4) + 1)) {
            final SessionDirectory killed = upTo(killedAt, "killed-" + killedAt);
            assertEquals(0, goOn(killed));
            assertEquals(tail(recorded.output()), tail(killed.output()), "killed at " + killedAt);
            final SessionDirectory again = upTo(killedAt, "again-" + killedAt);
            snapshot(again);
            assertTrue(goOn(again) > swaps.get(2), "from a snapshot behind a swap");
            assertEquals(tail(recorded.output()), tail(again.output()), "killed at " + killedAt);
        }
    }

    /** A session that was swapped ends with another model than a restart begins with, and in another directory the copy has another path. */
    @Test
    void shouldKeepStateThatFitsAnyModelAnywhere() {
        final List<List<String>> fingerprints = files.stream().map(ModelSwapTest::fingerprints).toList();
        assertEquals(fingerprints.getFirst(), fingerprints.getLast());
    }

    private static List<String> fingerprints(final Path model) {
        final Settings settings = Settings.read(models.config(), new TreeMap<>(Map.of("policy.model.file", model.toString())));
        final Connections nowhere = new Connections((sequence, buffer, offset, length) -> { }, (buffer, offset, length) -> { });
        try (Engine engine = new Engine(
            OpenedSettings.of(settings).engine(), topology(settings, TopologySettings.Mode.COMPACT), nowhere, Settings.configurations(recorded))) {
            return engine.graphs().stream().map(ObjectGraph::fingerprint).toList();
        }
    }

    private SessionDirectory upTo(final long input, final String name) throws IOException {
        final SessionDirectory killed = new SessionDirectory(mine.resolve(name));
        Files.createDirectories(killed.path());
        Files.copy(recorded.configuration(), killed.configuration());
        copy("models", killed);
        copy("configurations", killed);
        JournalAnchors.bind(killed.input(), killed.output());
        try (JournalReader inputs = JournalReader.open(recorded.input());
             JournalWriter writer = JournalWriter.open(killed.input(), JournalSettings.defaults())) {
            while (inputs.sequence() < input && inputs.next()) {
                writer.append(inputs.sequence(), inputs.buffer(), inputs.offset(), inputs.length());
            }
        }
        try (JournalReader outputs = JournalReader.open(recorded.output());
             JournalWriter writer = JournalWriter.open(killed.output(), JournalSettings.defaults())) {
            while (outputs.next() && InputMessage.causeSequence(outputs.buffer(), outputs.offset()) <= input) {
                writer.append(outputs.sequence(), outputs.buffer(), outputs.offset(), outputs.length());
            }
        }
        return killed;
    }

    private static void copy(final String name, final SessionDirectory to) throws IOException {
        final Path target = Files.createDirectories(to.path().resolve(name));
        for (final Path file : Files.list(recorded.path().resolve(name)).toList()) {
            Files.copy(file, target.resolve(file.getFileName()));
        }
    }

    private static RecordedSession session(final SessionDirectory of) {
        final Settings settings = Settings.firstOf(of);
        return settings.recorded(of, topology(settings, TopologySettings.Mode.COMPACT));
    }

    private static void snapshot(final SessionDirectory of) {
        try (ShadowFold shadow = new ShadowFold(session(of), new SnapshotSettings(Long.MAX_VALUE, 1_000, 100), () -> Long.MAX_VALUE, news -> { })) {
            assertTrue(shadow.foldToEnd());
        }
    }

    /** Folds what is there, then hears the rest of what was recorded. Returns the event of the snapshot that it started from. */
    private static long goOn(final SessionDirectory of) {
        final RecordedSession session = session(of);
        try (SessionJournal journal = SessionJournal.open(of, JournalSettings.defaults());
             Engine engine = new Engine(
                 session.config(), session.topology(), new Connections(journal.inputLog(), journal.outputs()), session.configurations())) {
            final SessionFold fold = new SessionFold(session, journal, engine);
            fold.run(news -> { });
            try (JournalReader rest = JournalReader.open(recorded.input(), engine.lastSequence())) {
                while (rest.next()) {
                    engine.onInput(rest.buffer(), rest.offset(), rest.length());
                    engine.discardOrders();
                }
            }
            engine.awaitAll();
            engine.discardOrders();
            return fold.startedBehind();
        }
    }

    /** The outputs of the last part, to the byte. */
    private static List<String> tail(final Path journal) {
        final List<String> outputs = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                final byte[] copy = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), copy);
                if (InputMessage.causeSequence(reader.buffer(), reader.offset()) >= ASKED_AT.get(2)) {
                    outputs.add(HexFormat.of().formatHex(copy));
                }
            }
        }
        return outputs;
    }
}
