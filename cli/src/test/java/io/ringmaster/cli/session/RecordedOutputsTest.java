package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.command.OnnxFile;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.ModelEngines;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that were recorded where the model's numbers come out a little different, replayed here. */
class RecordedOutputsTest {

    private static final long SEED = Long.getLong("seed", 116);
    private static final long PLAYED_NS = 25_000_000_000L;
    private static final int HEAD_BYTES =
        MessageHeaderDecoder.ENCODED_LENGTH + ModelOutputDecoder.BLOCK_LENGTH + ModelOutputDecoder.NumbersDecoder.sbeHeaderSize();

    @TempDir
    private Path directory;

    // ------------------------------------------------------------------ recording

    /** The processor of another machine: each number is off by the same amount. */
    private static final class OtherProcessor implements ModelEngine {

        private final ModelEngine here;
        private final float off;
        private float[] said = new float[0];
        private int runs;
        private int numbers;
        private int changed;

        OtherProcessor(final ModelEngine here, final float off) {
            this.here = here;
            this.off = off;
        }

        @Override
        public EngineKind kind() {
            return here.kind();
        }

        @Override
        public float[] input() {
            return here.input();
        }

        @Override
        public int outputs() {
            return here.outputs();
        }

        @Override
        public float[] output(final int index) {
            return said;
        }

        @Override
        public void run() {
            here.run();
            said = here.output(0).clone();
            runs++;
            for (int i = 0; i < said.length; i++) {
                final float exact = said[i];
                said[i] = exact > 0 ? exact - off : exact + off;
                numbers++;
                changed += said[i] == exact ? 0 : 1;
            }
        }

        @Override
        public void close() {
            here.close();
        }
    }

    /** Plays a part of the demo's market with a random network. */
    private OtherProcessor record(final SessionDirectory session, final String model, final int outputs, final float off) throws IOException {
        final SessionOfModels models = SessionOfModels.ofDemo(directory, "{file: policy.onnx, engine: exact, maxUnknown: 4096, " + model + "}");
        final Random random = new Random(SEED);
        final float[] weights = new float[models.values() * outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian() / 4;
        }
        models.write("policy.onnx", OnnxFile.network(models.values(), outputs, "Tanh", weights, "ringmaster.contract", models.contract()));
        final OpenedSettings opened = OpenedSettings.of(Settings.read(models.config(), new TreeMap<>()));
        opened.keepModel(session);
        session.writeConfiguration(opened.settings().canonicalText());
        final OtherProcessor[] processor = new OtherProcessor[1];
        play(session, opened, config -> processor[0] = new OtherProcessor(config.model().take(), off));
        assertTrue(processor[0].runs > 15, processor[0].runs + " runs");
        return processor[0];
    }

    private static void play(final SessionDirectory session, final OpenedSettings opened, final ModelEngines processor) {
        final Settings settings = opened.settings();
        final TopologySettings compact = settings.topology().withMode(TopologySettings.Mode.COMPACT).withoutTiming().on(1);
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             MarketDataSource market = Recording.bundled().open();
             Engine engine = new Engine(
                 opened.engine(), compact, new Connections(journal.inputLog(), journal.outputs(), processor), Settings.configurations(session))) {
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            final LockstepDriver driver = new LockstepDriver(engine, market, venue, settings.session().tickNs(), Pacer.UNPACED, timeNs -> { });
            final long firstNs = driver.firstTimeNs();
            new SessionMessages(engine).start(firstNs, opened.engine(), BuildVersion.text(), SessionDirectory.sha256(settings.canonicalText()));
            driver.run(firstNs + PLAYED_NS);
            engine.awaitAll();
        }
    }

    private SessionDirectory named(final String name) {
        return new SessionDirectory(directory.resolve(name));
    }

    // ------------------------------------------------------------------ changing what is recorded

    /** Changes a message, its header at offset 0; false to leave it out. */
    @FunctionalInterface
    private interface Change {

        boolean isKept(UnsafeBuffer message, int templateId);
    }

    /** The same session with other outputs, in journals that are sound. */
    private SessionDirectory changed(final SessionDirectory from, final Change change) throws IOException {
        final SessionDirectory to = named("changed");
        Files.createDirectories(to.path().resolve("models"));
        Files.copy(from.configuration(), to.configuration());
        try (Stream<Path> models = Files.list(from.path().resolve("models"))) {
            for (final Path each : models.toList()) {
                Files.copy(each, to.path().resolve("models").resolve(each.getFileName()));
            }
        }
        JournalAnchors.bind(to.input(), to.output());
        copy(from.input(), to.input(), (message, templateId) -> true);
        copy(from.output(), to.output(), change);
        return to;
    }

    private static void copy(final Path from, final Path to, final Change change) {
        try (JournalReader reader = JournalReader.open(from); JournalWriter writer = JournalWriter.open(to, JournalSettings.defaults())) {
            while (reader.next()) {
                final byte[] bytes = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), bytes);
                final UnsafeBuffer message = new UnsafeBuffer(bytes);
                if (change.isKept(message, InputMessage.templateId(message, 0))) {
                    writer.append(writer.lastSequence() + 1, message, 0, bytes.length);
                }
            }
        }
    }

    /** Lets the model have said something else for its tenth decision. */
    private static Change tenth(final int number, final float said) {
        final int[] met = new int[1];
        return (message, templateId) -> {
            if (templateId == ModelOutputDecoder.TEMPLATE_ID && ++met[0] == 10) {
                message.putFloat(HEAD_BYTES + number * Float.BYTES, said, ByteOrder.LITTLE_ENDIAN);
            }
            return true;
        };
    }

    // ------------------------------------------------------------------ replaying

    private static Cli.Result replay(final SessionDirectory session, final int exitCode, final String... more) {
        final Cli.Result replay = Cli.run(Stream.concat(Stream.of("replay", session.path().toString()), Stream.of(more)).toArray(String[]::new));
        assertEquals(exitCode, replay.exitCode(), replay.out() + replay.err() + " seed=" + SEED);
        return replay;
    }

    private static void assertContains(final String expected, final Cli.Result result) {
        assertTrue((result.out() + result.err()).contains(expected), result.out() + result.err());
    }

    @Test
    void shouldTellLastBitsFromADifference() throws IOException {
        final SessionDirectory session = named("session");
        final OtherProcessor other = record(session, "head: buy_sell_hold", 3, 1e-7f);
        assertTrue(other.changed > other.numbers / 2, other.changed + " of " + other.numbers);
        assertContains("\nidentical except for " + other.changed + " last-bit differences of the model's outputs (largest 1.", replay(session, 0));
        for (final String topology : List.of("compact", "spread")) {
            final Cli.Result json = replay(session, 0, "--json", "--topology", topology);
            assertEquals("true", json.json().get("identical"));
            assertEquals(Integer.toString(other.changed), json.json().get("modelOutputs.lastBitDifferences"));
            assertEquals("0", json.json().get("modelOutputs.aboveTolerance"));
            assertEquals(1e-7, Double.parseDouble(json.json().get("modelOutputs.largest")), 5e-8);
        }
        final Cli.Result recorded = replay(session, 0, "--recorded-decisions");
        assertContains("computed here, " + other.changed + " of " + other.numbers + " numbers differ by at most 1e-6 and 0 by more (largest 1.", recorded);
        assertContains("\nidentical to the byte\n", recorded);
    }

    @Test
    void shouldFindARealDifference() throws IOException {
        final SessionDirectory session = named("session");
        final OtherProcessor other = record(session, "head: buy_sell_hold", 3, 1e-3f);
        final Cli.Result replay = replay(session, 3);
        assertTrue(replay.out().matches("(?s).*\nDIFFERENT: output journal, record \\d+: byte " + HEAD_BYTES + " of \\d+ differs[.] Recorded: \\[ModelOutput].*"),
            replay.out());
        final Cli.Result recorded = replay(session, 3, "--recorded-decisions", "--json");
        assertEquals(Integer.toString(other.numbers), recorded.json().get("modelOutputs.aboveTolerance"));
        assertTrue(recorded.json().get("firstDifference").startsWith("number 1 of the model's output for input "), recorded.out());
        assertEquals(1e-3, Double.parseDouble(recorded.json().get("modelOutputs.largest")), 1e-6);
    }

    /** A continuous head passes the last bits on to the exposure, so only the recorded outputs lead to the recorded orders. */
    @Test
    void shouldGoOnWithWhatWasRecorded() throws IOException {
        final SessionDirectory session = named("session");
        final OtherProcessor other = record(session, "head: continuous, deadZone: 0", 2, 1e-7f);
        assertContains("'replay --recorded-decisions' checks all that follows", replay(session, 3));
        for (final String topology : List.of("compact", "spread")) {
            final Cli.Result recorded = replay(session, 0, "--recorded-decisions", "--json", "--topology", topology);
            assertEquals(Integer.toString(other.changed), recorded.json().get("modelOutputs.lastBitDifferences"));
            assertEquals("0", recorded.json().get("modelOutputs.notComputed"));
        }
        try (Stream<Path> models = Files.list(session.path().resolve("models"))) {
            Files.delete(models.findFirst().orElseThrow());
        }
        assertContains(" is missing. The model with SHA-256 ", replay(session, 3));
        assertEquals(Integer.toString(other.runs), replay(session, 0, "--recorded-decisions", "--json").json().get("modelOutputs.notComputed"));
        assertContains(other.runs + " outputs of models were not computed: ", replay(session, 0, "--recorded-decisions"));
    }

    @Test
    void shouldFindARecordedOutputThatWasChanged() throws IOException {
        final SessionDirectory session = named("session");
        record(session, "head: continuous, deadZone: 2", 2, 0);
        assertContains("\nidentical to the byte\n", replay(session, 0));
        // Within the dead zone, the stop leads to no other decision.
        final SessionDirectory changed = changed(session, tenth(1, 0.123f));
        assertContains("byte " + (HEAD_BYTES + Float.BYTES) + " of ", replay(changed, 3));
        assertContains("DIFFERENT: number 2 of the model's output for input ", replay(changed, 3, "--recorded-decisions"));
    }

    @Test
    void shouldFindADecisionThatDoesNotFollowFromTheRecordedOutput() throws IOException {
        final SessionDirectory session = named("session");
        record(session, "head: continuous, deadZone: 0", 2, 0);
        assertContains("Recorded: [Decision]", replay(changed(session, tenth(0, 0.123f)), 3, "--recorded-decisions"));
    }

    @Test
    void shouldSayThatAnOlderJournalHasNoOutputs() throws IOException {
        final SessionDirectory session = named("session");
        record(session, "head: continuous", 2, 0);
        final SessionDirectory older = changed(session, (message, templateId) -> templateId != ModelOutputDecoder.TEMPLATE_ID);
        final Cli.Result replay = replay(older, 2, "--recorded-decisions");
        assertContains("does not tell what its model said for its decision on input ", replay);
        assertContains("a build recorded it that did not write that. Replay it without --recorded-decisions.", replay);
    }
}
