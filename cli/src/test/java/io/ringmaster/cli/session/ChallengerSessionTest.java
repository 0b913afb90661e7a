package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A session with a model that decides beside the one that trades: from the configuration to its journals, and back. */
@Execution(ExecutionMode.CONCURRENT)
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
        final Path file = damaged(session.challengers().resolve("next/0001"), 1);
        final Map<String, String> verified = verify(session, ExitCode.NOT_VERIFIED);
        assertEquals("false", verified.get("ok"));
        assertEquals(file.toString(), verified.get("firstBad.file"));
        assertEquals("false", verified.get("challengers.next.ok"));
        assertTrue(Cli.run("journal", "verify", session.path().toString()).out().contains(session.challengers().resolve("next") + ": DAMAGED: "));
        assertEquals("true", Cli.run("replay", session.path().toString(), "--json").json().get("identical"));
        assertEverythingElseIsCut(session, file);
    }

    /** What is in doubt stays and is named, and the rest goes. */
    private static void assertEverythingElseIsCut(final SessionDirectory session, final Path damaged) throws IOException {
        final Path next = session.challengers().resolve("next");
        final long size = bytes(next);
        final String left = next + " is left as it is, because it is damaged: " + damaged + ", record ";
        final Cli.Result cut = cut(session);
        assertEquals(0, cut.exitCode(), cut.out() + cut.err());
        assertTrue(cut.out().contains(session.input() + " removed: "), cut.out());
        assertTrue(cut.out().contains(session.output() + " removed: "), cut.out());
        assertTrue(cut.out().contains(left), cut.out());
        assertFalse(cut.out().contains(next + " removed: "), cut.out());
        assertEquals(size, bytes(next));
        final String begin = cut.out().strip().replaceAll("(?s).* ", "");
        assertEquals(begin, firstSnapshot(session), "the older ones are of no use");

        final Cli.Result again = cut(session);
        assertEquals(0, again.exitCode(), again.out() + again.err());
        assertTrue(again.out().contains(left) && again.out().contains("nothing was removed: "), again.out());
    }

    private static Cli.Result cut(final SessionDirectory session, final String... more) {
        return Cli.run(Stream.concat(
            Stream.of("journal", "cut", session.path().toString(), "--keep-bytes", "1"), Stream.of(more)).toArray(String[]::new));
    }

    private static String firstSnapshot(final SessionDirectory session) throws IOException {
        try (Stream<Path> files = Files.walk(session.snapshots())) {
            return files.filter(Files::isRegularFile).map(each -> each.getFileName().toString()).sorted().findFirst().orElseThrow();
        }
    }

    /** Changes one byte of one of a segment's records, counted from 1. */
    private static Path damaged(final Path segment, final int record) throws IOException {
        try (Stream<Path> files = Files.list(segment)) {
            final Path file = files.filter(each -> each.toString().endsWith(".cq4")).findFirst().orElseThrow();
            final byte[] bytes = Files.readAllBytes(file);
            int at = -1;
            for (int i = 0; i < record; i++) {
                at = indexOf(bytes, ChallengerStandingDecoder.TEMPLATE_ID, at + 1);
            }
            bytes[at + 40] ^= 1;
            Files.write(file, bytes);
            return file;
        }
    }

    /** Where the next message of this type begins: its block length, then its type. */
    private static int indexOf(final byte[] bytes, final int templateId, final int from) {
        for (int i = from; i < bytes.length - 4; i++) {
            if ((bytes[i] & 0xff | (bytes[i + 1] & 0xff) << 8) == ChallengerStandingDecoder.BLOCK_LENGTH
                && (bytes[i + 2] & 0xff | (bytes[i + 3] & 0xff) << 8) == templateId) {
                return i;
            }
        }
        throw new AssertionError("no such message");
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    @Test
    void shouldCutTheRestIfALaterRecordOfAChallengerIsDamaged() throws IOException {
        final SessionDirectory session = inSegments();
        final Path next = session.challengers().resolve("next");
        final Path other = session.challengers().resolve("other");
        copy(next, other);
        final Path file = damaged(next.resolve("0006"), 2);
        assertEquals(file.toString(), verify(session, ExitCode.NOT_VERIFIED).get("firstBad.file"));
        final String reason = "because it is damaged: " + file + ", record ";

        final Cli.Result dry = cut(session, "--dry-run");
        assertEquals(0, dry.exitCode(), dry.out() + dry.err());
        assertTrue(dry.out().contains(next + " would be left as it is, " + reason), dry.out());
        assertTrue(dry.out().contains(other + " would be removed: records 1 to "), dry.out());

        final List<String> news = cutWhileItRuns(session, List.of(), 2);
        assertEquals(2, news.size(), news::toString);
        assertTrue(news.getFirst().contains("; of challenger 'other' records 1 to "), news::toString);
        assertFalse(news.getFirst().contains("'next'"), news::toString);
        assertTrue(news.getLast().startsWith(
            "OLD RECORDS OF CHALLENGER 'next' ARE KEPT, because its journal is damaged: " + file + ", record "), news::toString);

        final long begins = Long.parseLong(verify(session, ExitCode.NOT_VERIFIED).get("challengers.other.begins"));
        assertTrue(begins > 1, "it begins at " + begins);
        assertEverythingElseIsCut(session, file);
        final Map<String, String> verified = verify(session, ExitCode.NOT_VERIFIED);
        assertTrue(Long.parseLong(verified.get("challengers.other.begins")) > begins, verified::toString);
        assertEquals("true", verified.get("challengers.other.ok"));
        assertEquals("true", Cli.run("replay", session.path().toString(), "--json").json().get("identical"));
    }

    /** What the retention of a running session reports when it looks a number of times. */
    private static List<String> cutWhileItRuns(final SessionDirectory session, final List<String> inForce, final int times) {
        final Settings settings = Settings.firstOf(session);
        final List<String> news = new ArrayList<>();
        try (SessionJournal running = SessionJournal.open(session, JournalSettings.defaults());
             ChallengerJournals challengers = new ChallengerJournals(session, JournalSettings.defaults(), false, news::add)) {
            inForce.forEach(challengers::of);
            news.clear();
            final SnapshotTrial trial = new SnapshotTrial(settings.recorded(session, settings.topology().on(1)));
            final LiveRetention retention = new LiveRetention(
                running.retention(new Retention.Limits(1, 0, "journal.keepFor 1ns"), challengers.files(), trial), () -> Long.MAX_VALUE, news::add);
            for (int i = 0; i < times; i++) {
                retention.accept(Long.MAX_VALUE);
            }
        }
        return news;
    }

    @Test
    void shouldCutTheJournalOfAChallengerWhileTheSessionRuns() throws IOException {
        final SessionDirectory session = inSegments();
        final List<String> news = cutWhileItRuns(session, List.of("next"), 1);
        assertEquals(1, news.size(), news::toString);
        assertTrue(news.getFirst().contains("; of challenger 'next' records 1 to "), news::toString);
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
