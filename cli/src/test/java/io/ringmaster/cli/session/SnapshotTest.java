package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.ReplayDifferenceException;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.replay.ShadowFold;
import io.ringmaster.pipeline.replay.SnapshotSettings;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session whose fold starts from a snapshot comes to what the fold of its whole journal comes to, and no snapshot is taken on trust. */
class SnapshotTest {

    private static final String BUILD = "9.9.9+test";
    private static final SnapshotSettings OFTEN = new SnapshotSettings(3_600_000_000_000L, 2_000, 100);

    @TempDir
    private static Path directory;
    private static Path recorded;
    private static long events;

    @TempDir
    private Path mine;
    private final List<String> news = new ArrayList<>();

    @BeforeAll
    static void record() {
        recorded = directory.resolve("recorded");
        final Cli.Result demo = Cli.run("demo", "--no-wire", "--speed", "0", "--seconds", "60", "--journal", recorded.toString(), "--json");
        assertEquals(0, demo.exitCode(), demo.err());
        try (JournalReader reader = JournalReader.open(new SessionDirectory(recorded).input())) {
            while (reader.next()) {
                events = reader.sequence();
            }
        }
    }

    @Test
    void shouldComeToTheSameFromEverySnapshot() {
        final SessionDirectory session = copy();
        final Folded whole = fold(session, BUILD);
        assertEquals(0, whole.startedBehind);
        shadow(session, BUILD);
        final List<Path> files = snapshots(session);
        assertTrue(files.size() >= events / 2_000, files.toString());
        for (final Path file : files.reversed()) {
            final Folded fromSnapshot = fold(session, BUILD);
            assertEquals(Long.parseLong(file.getFileName().toString().replace(".snapshot", "")), fromSnapshot.startedBehind, news.toString());
            assertEquals(whole.known, fromSnapshot.known);
            assertEquals(whole.state, fromSnapshot.state);
            assertEquals(whole.figures, fromSnapshot.figures);
            delete(file);
        }
        assertEquals(List.of(), news);
    }

    @Test
    void shouldFoldTheWholeJournalWhereASnapshotIsNotOfThisBuildOrIsDamaged() throws IOException {
        final SessionDirectory session = copy();
        shadow(session, BUILD);
        snapshots(session).stream().skip(1).forEach(SnapshotTest::delete);
        final Path file = snapshots(session).getFirst();

        assertEquals(0, fold(session, "9.9.9+other").startedBehind);
        assertEquals(List.of(file + " is not used: build 9.9.9+test wrote it, but this is build 9.9.9+other"), news);
        news.clear();
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        assertEquals(0, fold(session, BUILD).startedBehind);
        assertEquals(List.of(file + " is not used: it is damaged"), news);
    }

    @Test
    void shouldNotUseASnapshotOfAnotherJournal() throws IOException {
        final SessionDirectory session = copy();
        shadow(session, BUILD);
        final Path other = mine.resolve("other");
        assertEquals(0, Cli.run("demo", "--no-wire", "--speed", "0", "--seconds", "60", "--journal", other.toString(), "--json", "--set",
            "session.seed=72").exitCode());
        Files.createDirectories(new SessionDirectory(other).snapshots());
        for (final Path file : snapshots(session)) {
            Files.copy(file, new SessionDirectory(other).snapshots().resolve(file.getFileName()));
        }
        // The same bytes of configuration, so that only the history differs.
        Files.copy(session.configuration(), new SessionDirectory(other).configuration(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        shadow(new SessionDirectory(other), BUILD);
        assertTrue(!news.isEmpty() && news.stream().allMatch(text -> text.endsWith("the journal's records are not those it was folded from")), news.toString());
    }

    @Test
    void shouldFindAnOutputThatIsNotWhatTheInputsImply() throws IOException {
        final SessionDirectory session = copy();
        final Path other = mine.resolve("other");
        assertEquals(0, Cli.run("demo", "--no-wire", "--speed", "0", "--seconds", "60", "--journal", other.toString(), "--json", "--set",
            "session.initialCash=9000").exitCode());
        removeTree(session.output());
        copyTree(new SessionDirectory(other).output(), session.output());
        final ReplayDifferenceException difference = assertThrows(ReplayDifferenceException.class, () -> shadow(session, BUILD));
        assertTrue(difference.getMessage().startsWith("output journal, record "), difference.getMessage());
    }

    @Test
    void shouldBeComparedWithTheFoldFromTheBeginningByReplay() throws IOException {
        final SessionDirectory session = copy();
        shadow(session, BUILD);
        final int all = snapshots(session).size();
        final Cli.Result sound = Cli.run("replay", session.path().toString(), "--json");
        assertEquals(0, sound.exitCode(), sound.out());
        assertEquals(Integer.toString(all), sound.json().get("snapshots"));

        // A snapshot that is whole, of this journal, and of another state: as a fault of the walk would make one.
        final Path file = snapshots(session).getFirst();
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 40] ^= 1;
        Files.write(file, sealed(bytes));
        final Cli.Result wrong = Cli.run("replay", session.path().toString(), "--json");
        assertEquals(ExitCode.NOT_VERIFIED, wrong.exitCode());
        assertTrue(wrong.json().get("firstDifference").startsWith("the snapshot after input 2000 differs from"), wrong.out());
    }

    private static byte[] sealed(final byte[] bytes) {
        try {
            final java.security.MessageDigest sha256 = java.security.MessageDigest.getInstance("SHA-256");
            sha256.update(bytes, 0, bytes.length - 32);
            System.arraycopy(sha256.digest(), 0, bytes, bytes.length - 32, 32);
            return bytes;
        } catch (final java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldKeepASnapshotFromAnotherProcess() {
        final SessionDirectory session = copy();
        final Cli.Result first = Cli.run("journal", "snapshot", session.path().toString(), "--json");
        assertEquals(0, first.exitCode(), first.err());
        assertEquals(Long.toString(events), first.json().get("sequence"));
        assertEquals(List.of(Path.of(first.json().get("file"))), snapshots(session));
        assertEquals("0", first.json().get("startedBehind"));
        assertEquals(Long.toString(events), Cli.run("journal", "snapshot", session.path().toString(), "--json").json().get("startedBehind"));
    }

    // ------------------------------------------------------------------ folding

    /** @param state a hash of the whole state, part by part */
    private record Folded(long startedBehind, KnownAccount known, List<String> state, List<Long> figures) {
    }

    private Folded fold(final SessionDirectory session, final String build) {
        final Settings settings = Settings.readStored("test", session.readConfiguration());
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             Engine engine = new Engine(settings.engine(), topology(settings),
                 new Connections(journal.inputLog(), journal.outputs()), configurations(settings))) {
            final SessionFold fold = new SessionFold(recorded(session, build), journal, engine);
            final KnownAccount known = fold.run(news::add);
            assertEquals(events, engine.lastSequence());
            return new Folded(
                fold.startedBehind(), known,
                engine.graphs().stream().map(graph -> SessionDirectory.sha256(HexFormat.of().formatHex(graph.save()))).toList(),
                Stream.of(Figure.EVENTS, Figure.TRADES, Figure.BARS, Figure.RECOMMENDATIONS, Figure.DECISIONS)
                    .map(engine.status()::get).toList());
        }
    }

    private void shadow(final SessionDirectory session, final String build) {
        final Settings settings = Settings.readStored("test", session.readConfiguration());
        try (ShadowFold shadow = new ShadowFold(
            recorded(session, build), OFTEN, () -> Long.MAX_VALUE, news::add)) {
            assertTrue(shadow.foldToEnd());
            shadow.keep();
        }
    }

    private static RecordedSession recorded(final SessionDirectory session, final String build) {
        final Settings settings = Settings.readStored("test", session.readConfiguration());
        return new RecordedSession(session, settings.engine(), topology(settings), build, configurations(settings));
    }

    private static Configurations configurations(final Settings settings) {
        return sha256 -> settings.engine();
    }

    private static TopologySettings topology(final Settings settings) {
        return settings.topology().withShards(2).withMode(TopologySettings.Mode.COMPACT).on(1);
    }

    // ------------------------------------------------------------------ files

    private static List<Path> snapshots(final SessionDirectory session) {
        return list(session.snapshots());
    }

    private static List<Path> list(final Path path) {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SessionDirectory copy() {
        final Path target = mine.resolve("session");
        copyTree(recorded, target);
        return new SessionDirectory(target);
    }

    private static void copyTree(final Path from, final Path to) {
        try (Stream<Path> entries = Files.walk(from)) {
            for (final Path each : entries.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeTree(final Path root) {
        try (Stream<Path> entries = Files.walk(root)) {
            entries.sorted(Comparator.reverseOrder()).forEach(SnapshotTest::delete);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(final Path file) {
        try {
            Files.delete(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
