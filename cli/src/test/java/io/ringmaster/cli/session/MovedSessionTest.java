package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.Replay;
import io.ringmaster.pipeline.replay.ReplayDifferenceException;
import io.ringmaster.pipeline.replay.ReplayPart;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.replay.SnapshotSettings;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ModelOutputDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that a model decides moves to a machine whose processor rounds differently: it goes on there, and is replayed with what was recorded. */
class MovedSessionTest {

    private static final float OFF = 1e-7f;
    private static final int SEGMENTS = 8;

    /** Event after which the operator swaps the model; the market is recorded for 25 s. */
    private static final long SWAP_AT = 3_000;

    @TempDir
    private static Path machines;
    /** Its last bits reach the exposure, so that only the recorded outputs lead to the recorded decisions. */
    private static OtherMachine machine;
    /** A session whose process was killed. */
    private static SessionDirectory killed;
    private static OtherMachine.Processor processor;
    /** Another one, whose model was swapped. */
    private static SessionDirectory swapped;

    @TempDir
    private Path directory;

    @BeforeAll
    static void record() throws IOException {
        machine = new OtherMachine(machines, "head: continuous, deadZone: 0", 2);
        killed = new SessionDirectory(machines.resolve("killed"));
        processor = machine.record(killed, OFF);
        swapped = new SessionDirectory(machines.resolve("swapped"));
        machine.record(swapped, OFF, SWAP_AT);
    }

    private SessionDirectory named(final String name) {
        return new SessionDirectory(directory.resolve(name));
    }

    private static Map<String, String> replay(final SessionDirectory session, final int exitCode, final String... more) {
        final Cli.Result replay =
            Cli.run(Stream.concat(Stream.of("replay", session.path().toString(), "--json"), Stream.of(more)).toArray(String[]::new));
        assertEquals(exitCode, replay.exitCode(), replay.out() + replay.err() + " seed=" + OtherMachine.SEED);
        return replay.json();
    }

    private static List<String> outputs(final SessionDirectory session, final long upTo) {
        final List<String> outputs = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.output())) {
            while (reader.sequence() < upTo && reader.next()) {
                final byte[] copy = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), copy);
                outputs.add(HexFormat.of().formatHex(copy));
            }
        }
        return outputs;
    }

    // ------------------------------------------------------------------ a restart

    /** Something that an operator does once the session goes on. */
    @FunctionalInterface
    private interface Act {

        void on(Engine engine, PreparedConfigurations later);
    }

    /** A process of this machine on the session. */
    private static void resume(final SessionDirectory session, final List<String> news, final Act act) {
        final Settings settings = Settings.firstOf(session);
        final RecordedSession recorded = settings.recorded(session, OtherMachine.compact(settings));
        final PreparedConfigurations later = new PreparedConfigurations(recorded.configurations());
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             Engine engine = new Engine(
                 recorded.config(), recorded.topology(), new Connections(journal.inputLog(), journal.outputs(), journal.models()), later)) {
            final SessionFold fold = new SessionFold(recorded, journal, engine);
            final KnownAccount known = fold.run(news::add);
            fold.keep(SnapshotSettings.defaults());
            act.on(engine, later);
            OtherMachine.goOn(engine, settings, known, BuildVersion.text());
        }
    }

    private static void resume(final SessionDirectory session, final List<String> news) {
        resume(session, news, (engine, later) -> { });
    }

    @Test
    void shouldGoOnAfterAKillAndReplayWithWhatEachProcessorSaid() throws IOException {
        final SessionDirectory session = ChangedSession.of(killed, named("session"), 1, ChangedSession.NOTHING);
        final long last = ChangedSession.last(session.output());
        final List<String> before = outputs(session, last);

        final List<String> news = new ArrayList<>();
        resume(session, news);

        assertEquals(1, news.size(), news::toString);
        final String differ = processor.changed() + " of " + processor.numbers() + " numbers that models said differ in their last bits";
        assertTrue(news.getFirst().startsWith(differ), news::toString);
        assertEquals(before, outputs(session, last), "what the other machine recorded");
        assertTrue(modelOutputs(session.output(), last) > 5, "it decides here, too: " + modelOutputs(session.output(), last));
        final Map<String, String> replay = replay(session, 0, "--recorded-decisions");
        assertEquals(Integer.toString(processor.changed()), replay.get("modelOutputs.lastBitDifferences"), "those of this machine are the same");
        assertEquals("0", replay.get("modelOutputs.aboveTolerance"));
        assertTrue(replay(session, 3).get("firstDifference").contains("'replay --recorded-decisions' checks all that follows"));
        // The next start begins at the state that this machine kept.
        news.clear();
        resume(session, news);
        assertEquals(List.of(), news);
        replay(session, 0, "--recorded-decisions");
    }

    /** The process died before it recorded what the model said for its last decision: that is computed here. */
    @Test
    void shouldGoOnWhereTheOutputOfTheModelIsMissing() throws IOException {
        final int[] left = {modelOutputs(killed.output(), 0)};
        final SessionDirectory session = ChangedSession.of(killed, named("session"), 1, (message, templateId) -> {
            left[0] -= templateId == ModelOutputDecoder.TEMPLATE_ID ? 1 : 0;
            return left[0] > 0;
        });
        final List<String> news = new ArrayList<>();
        resume(session, news);
        assertTrue(news.getFirst().contains(" of " + (processor.numbers() - 2) + " numbers "), news::toString);
        replay(session, 0, "--recorded-decisions");
    }

    private static int modelOutputs(final Path outputs, final long behind) {
        int count = 0;
        try (JournalReader reader = JournalReader.open(outputs, behind)) {
            while (reader.next()) {
                count += InputMessage.templateId(reader.buffer(), reader.offset()) == ModelOutputDecoder.TEMPLATE_ID ? 1 : 0;
            }
        }
        return count;
    }

    /** A start of the whole program, as {@code run} does it. */
    private static void run(final OtherMachine on, final SessionDirectory session) {
        final LiveSession run = new LiveSession(
            on.settings(Map.of("topology.mode", "compact")), Market.PAPER, session.path(),
            new Surroundings(new SystemEpochNanoClock(), SessionView.none()), false);
        run.run((engine, known) -> new QuietVenue(), 1_000, () -> false);
    }

    @Test
    void shouldResumeARunThatDiffersByOneUlpAndRefuseOneThatDiffersByMore() throws IOException {
        final OtherMachine same = new OtherMachine(directory, "head: buy_sell_hold", 3);
        final SessionDirectory recorded = named("recorded");
        final int numbers = same.record(recorded, 0).numbers();

        final SessionDirectory ulp = ChangedSession.of(recorded, named("ulp"), 1, ChangedSession.upByOneUlp());
        run(same, ulp);
        final Map<String, String> replay = replay(ulp, 0);
        assertEquals("true", replay.get("identical"));
        assertEquals(Integer.toString(numbers), replay.get("modelOutputs.lastBitDifferences"));

        final SessionDirectory more = ChangedSession.of(recorded, named("more"), 1, ChangedSession.tenthOutput(1, 0.123f));
        final long last = ChangedSession.last(more.input());
        final ReplayDifferenceException refused = assertThrows(ReplayDifferenceException.class, () -> run(same, more));
        assertTrue(refused.getMessage().contains("now computes other outputs, so it cannot resume it: number 2 of the model's output for input "),
            refused.getMessage());
        assertTrue(refused.getMessage().contains(": recorded 0.123, computed "), refused.getMessage());
        assertEquals(last, ChangedSession.last(more.input()), "nothing is written");
    }

    /** It has nothing to say and takes every order. */
    private static final class QuietVenue implements UntradedVenue {

        @Override
        public void start(final InputSink events) {
            // No market.
        }

        @Override
        public void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
            // It takes everything.
        }

        @Override
        public void onPipelineAlive() {
            // It cancels nothing by itself.
        }

        @Override
        public boolean standDown(final long withinMs) {
            return true;
        }

        @Override
        public List<String> objections() {
            return List.of();
        }

        @Override
        public Agreement agreement() {
            return Agreement.AGREED;
        }

        @Override
        public String describe() {
            return "a venue without a market";
        }
    }

    // ------------------------------------------------------------------ a cut, and a swap

    /**
     * Removes what is older, with the commands of an operator on this machine.
     *
     * @return the last input before the snapshot that the session then begins at
     */
    private static long cut(final SessionDirectory session, final String before) {
        Cli.Result result = null;
        for (final List<String> command : List.of(
            List.of("snapshot", "--before", before, "--shards", "1"), List.of("snapshot"), List.of("cut", "--keep-for", before))) {
            final List<String> arguments = new ArrayList<>(List.of("journal", command.getFirst(), session.path().toString()));
            arguments.addAll(command.subList(1, command.size()));
            result = Cli.run(arguments.toArray(String[]::new));
            assertEquals(0, result.exitCode(), result.out() + result.err());
        }
        final Matcher begins = Pattern.compile("begin at 0*([0-9]+)[.]snapshot").matcher(result.out());
        assertTrue(begins.find(), result.out());
        return Long.parseLong(begins.group(1));
    }

    /** Replays it with what was recorded, and without the files of its models. */
    private static void assertReplays(final SessionDirectory session, final long behind) throws IOException {
        final Map<String, String> recorded = replay(session, 0, "--recorded-decisions");
        assertEquals(Long.toString(behind), recorded.get("startedBehind"));
        assertTrue(Integer.parseInt(recorded.get("modelOutputs.lastBitDifferences")) > 5, recorded::toString);
        assertEquals("0", recorded.get("modelOutputs.aboveTolerance"));
        assertEquals("0", recorded.get("modelOutputs.notComputed"));
        assertTrue(replay(session, 3).get("firstDifference").contains("'replay --recorded-decisions' checks all that follows"));
        try (Stream<Path> models = Files.list(session.path().resolve("models"))) {
            for (final Path each : models.toList()) {
                Files.delete(each);
            }
        }
        final Map<String, String> without = replay(session, 0, "--recorded-decisions");
        assertEquals(recorded.get("outputSha256"), without.get("outputSha256"));
        assertEquals(Integer.toString(decisionsBehind(session, behind)), without.get("modelOutputs.notComputed"));
        assertTrue(without.get("modelOutputs.whyNotComputed").endsWith(".onnx is missing."), without::toString);
    }

    private static int decisionsBehind(final SessionDirectory session, final long input) {
        int count = 0;
        try (JournalReader reader = JournalReader.open(session.output())) {
            while (reader.next()) {
                count += InputMessage.templateId(reader.buffer(), reader.offset()) == ModelOutputDecoder.TEMPLATE_ID
                    && InputMessage.causeSequence(reader.buffer(), reader.offset()) > input ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void shouldReplayAcrossASwapOfTheModel() throws IOException {
        final SessionDirectory session = ChangedSession.of(swapped, named("session"), 1, ChangedSession.NOTHING);
        assertReplays(session, 0);
    }

    @Test
    void shouldReplayASwappedSessionThatWasCutBeforeOrBehindTheSwap() throws IOException {
        final SessionDirectory before = ChangedSession.of(swapped, named("before"), SEGMENTS, ChangedSession.NOTHING);
        final long early = cut(before, "16s");
        assertTrue(early < SWAP_AT, "cut at " + early);
        assertReplays(before, early);
        final SessionDirectory behind = ChangedSession.of(swapped, named("behind"), SEGMENTS, ChangedSession.NOTHING);
        final long late = cut(behind, "6s");
        assertTrue(late > SWAP_AT, "cut at " + late);
        assertReplays(behind, late);
    }

    @Test
    void shouldSwapTheModelOfACutSession() throws IOException {
        final SessionDirectory session = ChangedSession.of(killed, named("session"), SEGMENTS, ChangedSession.NOTHING);
        final long begins = cut(session, "12s");
        final long last = ChangedSession.last(session.output());
        final Path other = machine.network("third.onnx", OtherMachine.SEED + 2);
        resume(session, new ArrayList<>(), (engine, later) ->
            OtherMachine.swap(session, new LiveSettings(OpenedSettings.of(machine.settings(Map.of())), later), engine, other));
        assertTrue(modelOutputs(session.output(), last) > 5, "the other model decides: " + modelOutputs(session.output(), last));
        assertReplays(session, begins);
    }

    // ------------------------------------------------------------------ several builds

    /** A build with another exposure under the same configuration text. */
    private RecordedSession build(final SessionDirectory session, final String name) {
        final Settings settings = machine.settings(name.equals(BuildVersion.text()) ? Map.of() : Map.of("policy.maxExposure", "0.5"));
        final EngineConfig config = OpenedSettings.of(settings).engine();
        return new RecordedSession(session, config, OtherMachine.compact(settings), name, sha256 -> config);
    }

    private void follow(final SessionDirectory session) {
        final RecordedSession recorded = build(session, "NEW");
        final Settings settings = machine.settings(Map.of());
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             Engine engine = new Engine(
                 recorded.config(), recorded.topology(), new Connections(journal.inputLog(), journal.outputs(), new OtherMachine.Processor(OFF)),
                 recorded.configurations())) {
            final KnownAccount known = new SessionFold(recorded, journal, engine).follow();
            final long nowNs = engine.lastTimeNs();
            new SessionMessages(engine).reconfigured(nowNs, nowNs, SessionDirectory.sha256(settings.canonicalText()), "NEW", "test");
            OtherMachine.goOn(engine, settings, known, "NEW");
        }
    }

    @Test
    void shouldReplayThePartOfEachBuild() throws IOException {
        final SessionDirectory session = ChangedSession.of(killed, named("session"), 1, ChangedSession.NOTHING);
        final long first = ChangedSession.last(session.input());
        follow(session);
        final long last = ChangedSession.last(session.input());

        final ReplayReport old = Replay.run(build(session, BuildVersion.text()), Pacer.UNPACED, true);
        assertEquals(null, old.firstDifference());
        assertEquals(List.of(new ReplayPart(1, first, "OLD", true), new ReplayPart(first + 1, last, "NEW", false)), parts(old));
        assertEquals(processor.changed(), old.models().lastBits());
        final ReplayReport own = Replay.run(build(session, "NEW"), Pacer.UNPACED, true);
        assertEquals(null, own.firstDifference());
        assertEquals(List.of(new ReplayPart(1, first, "OLD", false), new ReplayPart(first + 1, last, "NEW", true)), parts(own));
        assertTrue(own.models().lastBits() > 5, own.models()::toString);
    }

    /** Early builds did not record what models said; a part of theirs does not keep this build from its own. */
    @Test
    void shouldReplayItsOwnPartAfterABuildThatRecordedNoOutputsOfModels() throws IOException {
        final SessionDirectory session =
            ChangedSession.of(killed, named("session"), 1, (message, templateId) -> templateId != ModelOutputDecoder.TEMPLATE_ID);
        final long first = ChangedSession.last(session.input());
        follow(session);
        final ReplayReport own = Replay.run(build(session, "NEW"), Pacer.UNPACED, true);
        assertEquals(null, own.firstDifference());
        assertEquals(
            List.of(new ReplayPart(1, first, "OLD", false), new ReplayPart(first + 1, ChangedSession.last(session.input()), "NEW", true)), parts(own));
    }

    /** The recording names the version of this build, which is OLD here. */
    private static List<ReplayPart> parts(final ReplayReport report) {
        return report.parts().stream().map(each -> new ReplayPart(
            each.from(), each.to(), each.build().equals(BuildVersion.text()) ? "OLD" : each.build(), each.isReplayed())).toList();
    }
}
