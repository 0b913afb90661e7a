package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.command.OnnxFile;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.Sha256;
import io.ringmaster.pipeline.replay.ChallengerJournals;
import io.ringmaster.pipeline.replay.Retention;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.replay.SnapshotTrial;
import io.ringmaster.schema.ChallengerStandingDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with a model that decides beside the one that trades: from the configuration to its journals, and back. */
class ChallengerSessionTest {

    private static final int SEGMENTS = 8;

    @TempDir
    private Path directory;
    private SessionOfModels models;

    @BeforeEach
    void write() throws IOException {
        models = SessionOfModels.ofDemo(directory, "{file: half.onnx, maxUnknown: 4096, deadZone: 0}");
        models.constant("half.onnx", SessionOfModels.HALF, 2);
        models.constant("full.onnx", SessionOfModels.FULL, 2);
    }

    private static String challenger(final String model) {
        return "policy.challengers=[{id: next, type: model, observation: [meta], observationTimeframe: 1s, model: " + model + "}]";
    }

    private Cli.Result demo(final String journal, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of(
            "demo", "--json", "--no-wire", "--speed", "0", "--seconds", "15", "--config", models.config().toString(), "--journal",
            directory.resolve(journal).toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldTradeTheSameWithAndWithoutAChallengerAndComputeItsStandingAgain() throws IOException {
        final Map<String, String> alone = demo("alone", "--topology", "compact").json();
        final Cli.Result played = demo(
            "beside", "--topology", "spread", "--set", challenger("{file: " + directory.resolve("full.onnx") + ", maxUnknown: 4096}"));
        assertEquals(0, played.exitCode(), played.out() + played.err());
        final Map<String, String> beside = played.json();

        assertEquals(alone.get("outputSha256"), beside.get("outputSha256"));
        assertEquals("true", beside.get("replayIdentical"));
        assertEquals("15", beside.get("challengers.next.decisions"));
        assertEquals("0", beside.get("challengers.next.missed"));
        assertEquals("0", beside.get("challengers.next.invalid"));
        assertNotEquals(beside.get("challengers.next.main.net"), beside.get("challengers.next.account.net"));

        final Path journal = directory.resolve("beside");
        for (final String each : List.of("half.onnx", "full.onnx")) {
            assertTrue(Files.exists(journal.resolve("models/" + Sha256.ofFile(directory.resolve(each)) + ".onnx")), each);
        }
        Files.delete(directory.resolve("full.onnx"));
        final Cli.Result recorded = Cli.run("challengers", journal.toString(), "--json");
        final Cli.Result again = Cli.run("challengers", journal.toString(), "--recompute", "--json");
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(recorded.out(), again.out());
        assertTrue(Cli.run("challengers", journal.toString()).out().contains("\n  next             2024-08-08T23:54:15Z        15         0 "));
        assertEquals("  no challenger has decided in this session; policy.challengers names them",
            Cli.run("challengers", directory.resolve("alone").toString()).out().stripTrailing());
    }

    /** A session with a challenger, in so many files that its first half can go. */
    private SessionDirectory inSegments() throws IOException {
        assertEquals(0, demo(
            "whole", "--topology", "compact", "--set", challenger("{file: " + directory.resolve("full.onnx") + ", maxUnknown: 4096}")).exitCode());
        final SessionDirectory session = ChangedSession.of(
            new SessionDirectory(directory.resolve("whole")), new SessionDirectory(directory.resolve("session")), SEGMENTS, ChangedSession.NOTHING);
        for (final List<String> more : List.of(List.of("--before", "5s", "--shards", "1"), List.<String>of())) {
            final List<String> arguments = new ArrayList<>(List.of("journal", "snapshot", session.path().toString()));
            arguments.addAll(more);
            final Cli.Result snapshot = Cli.run(arguments.toArray(String[]::new));
            assertEquals(0, snapshot.exitCode(), snapshot.err());
        }
        return session;
    }

    private static long bytes(final Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(each -> each.toString().matches(".*[.]cq4([.][a-z]+)?")).mapToLong(each -> each.toFile().length()).sum();
        }
    }

    private static Map<String, String> verify(final SessionDirectory session, final int exitCode) {
        final Cli.Result verify = Cli.run("journal", "verify", session.path().toString(), "--json");
        assertEquals(exitCode, verify.exitCode(), verify.out() + verify.err());
        return verify.json();
    }

    @Test
    void shouldVerifyAndCutTheJournalOfAChallenger() throws IOException {
        final SessionDirectory session = inSegments();
        final String standings = Cli.run("challengers", session.path().toString(), "--json").out();
        final Path journal = session.challengers().resolve("next");
        final long records = ChangedSession.last(journal);
        assertTrue(records >= 15, "a record for each decision: " + records);
        final Map<String, String> whole = verify(session, 0);
        assertEquals(Long.toString(records), whole.get("challengers.next.records"));
        assertEquals("1", whole.get("challengers.next.begins"));

        // The limit is for all journals: without that of the challenger, nothing would be too much.
        final String limit = Long.toString(bytes(session.input()) + bytes(session.output()));
        final Cli.Result cut = Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", limit);
        assertTrue(cut.out().contains(journal + " removed: records 1 to "), cut.out() + cut.err());

        final Map<String, String> verified = verify(session, 0);
        final long begins = Long.parseLong(verified.get("challengers.next.begins"));
        assertTrue(begins > 1 && begins <= records - 4, "ten of fifteen seconds are old: it begins at " + begins + " of " + records);
        assertEquals(Long.toString(records + 1 - begins), verified.get("challengers.next.records"));
        assertEquals(standings, Cli.run("challengers", session.path().toString(), "--json").out(), "each record has the whole account");
        assertEquals("true", Cli.run("replay", session.path().toString(), "--json").json().get("identical"));
    }

    @Test
    void shouldFindDamageInTheJournalOfAChallengerAndReplayNevertheless() throws IOException {
        final SessionDirectory session = inSegments();
        final Path file = session.challengers().resolve("next/0001").resolve(
            Files.list(session.challengers().resolve("next/0001")).map(Path::getFileName).map(Path::toString).filter(each -> each.endsWith(".cq4"))
                .findFirst().orElseThrow());
        final byte[] bytes = Files.readAllBytes(file);
        final int at = indexOf(bytes, ChallengerStandingDecoder.TEMPLATE_ID);
        bytes[at + 40] ^= 1;
        Files.write(file, bytes);
        final Map<String, String> verified = verify(session, ExitCode.NOT_VERIFIED);
        assertEquals("false", verified.get("ok"));
        assertEquals(file.toString(), verified.get("firstBad.file"));
        assertEquals("false", verified.get("challengers.next.ok"));
        assertTrue(Cli.run("journal", "verify", session.path().toString()).out().contains(session.challengers().resolve("next") + ": DAMAGED: "));
        assertEquals("true", Cli.run("replay", session.path().toString(), "--json").json().get("identical"));
        // What is in doubt stays, and the rest goes.
        final Cli.Result cut = Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", "1");
        assertTrue(cut.out().contains(session.output() + " removed: "), cut.out() + cut.err());
    }

    /** Where a message of this type begins: its block length, then its type. */
    private static int indexOf(final byte[] bytes, final int templateId) {
        for (int i = 0; i < bytes.length - 4; i++) {
            if ((bytes[i] & 0xff | (bytes[i + 1] & 0xff) << 8) == ChallengerStandingDecoder.BLOCK_LENGTH
                && (bytes[i + 2] & 0xff | (bytes[i + 3] & 0xff) << 8) == templateId) {
                return i;
            }
        }
        throw new AssertionError("no such message");
    }

    @Test
    void shouldCutTheJournalOfAChallengerWhileTheSessionRuns() throws IOException {
        final SessionDirectory session = inSegments();
        final Settings settings = Settings.firstOf(session);
        final List<String> news = new ArrayList<>();
        try (SessionJournal running = SessionJournal.open(session, JournalSettings.defaults());
             ChallengerJournals challengers = new ChallengerJournals(session, JournalSettings.defaults(), false, news::add)) {
            challengers.of("next");
            final SnapshotTrial trial = new SnapshotTrial(settings.recorded(session, settings.topology().on(1)));
            final Retention retention = running.retention(new Retention.Limits(1, 0, "journal.keepFor 1ns"), challengers.files(), trial);
            news.clear();
            new LiveRetention(retention, () -> Long.MAX_VALUE, news::add).accept(Long.MAX_VALUE);
            assertEquals(1, news.size(), news::toString);
            assertTrue(news.getFirst().contains("; of challenger 'next' records 1 to "), news::toString);
        }
        assertTrue(Long.parseLong(verify(session, 0).get("challengers.next.begins")) > 1);
        assertEquals("true", Cli.run("replay", session.path().toString(), "--json").json().get("identical"));
    }

    @Test
    void shouldPrintTheContractThatTheModelOfAChallengerNeeds() throws IOException {
        final Path file = directory.resolve("micro.onnx");
        final String beside = "policy.challengers=[{id: next, type: model, observation: [micro30], observationTimeframe: 1s, model: {file: " + file
            + ", maxUnknown: 4096}}]";
        final Map<String, String> contract = contract(0, "--set", beside, "--challenger", "next", "--json").json();
        assertEquals("30", contract.get("values"), "it needs no model yet");
        Files.write(file, OnnxFile.network(30, 2, "Tanh", new float[60], "ringmaster.contract", contract.get("contract")));
        final Cli.Result played = demo("fits", "--set", beside);
        assertEquals(0, played.exitCode(), played.err());
        assertEquals("15", played.json().get("challengers.next.decisions"));
        assertEquals(models.contract(), contract(0, "--set", beside).out().strip(), "that of the policy that trades");
        assertEquals("ringmaster: policy.challengers has no 'nxt'. It has next.",
            contract(ExitCode.BAD_INPUT, "--set", beside, "--challenger", "nxt").err().strip());
    }

    private Cli.Result contract(final int exitCode, final String... more) {
        final Cli.Result result = Cli.run(
            Stream.concat(Stream.of("model", "contract", "--config", models.config().toString()), Stream.of(more)).toArray(String[]::new));
        assertEquals(exitCode, result.exitCode(), result.out() + result.err());
        return result;
    }

    @Test
    void shouldRefuseTheModelOfAChallengerByItsKey() throws IOException {
        final String missing = directory.resolve("missing.onnx").toString();
        assertRefused("policy.challengers.0.model.file: " + missing + " does not exist. Give an .onnx file.", "{file: " + missing + "}");
        final Path truncated = directory.resolve("truncated.onnx");
        Files.write(truncated, Arrays.copyOf(Files.readAllBytes(directory.resolve("full.onnx")), 100));
        assertRefused("policy.challengers.0.model.file: " + truncated + ": ", "{file: " + truncated + "}");
        final Path half = directory.resolve("half.onnx");
        assertRefused("policy.challengers.0.model.file: " + half + ": ", "{file: " + half + ", sha256: " + "0".repeat(64) + "}");
        assertRefused("policy.challengers.0.model.head: the first output of " + half + " has 2 number(s)", "{file: " + half + ", head: adjust}");
        assertRefused("policy.challengers.0.model.file: " + half + ": ", "{file: " + half + ", venue: binance}");
    }

    private void assertRefused(final String message, final String model) {
        final Cli.Result result = demo("refused", "--set", challenger(model));
        assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.out());
        assertTrue(result.err().contains(message), result.err());
        assertTrue(Files.notExists(directory.resolve("refused")), "nothing is written");
    }
}
