package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.ringmaster.cli.Cli;
import io.ringmaster.cli.metrics.Follower;
import io.ringmaster.cli.metrics.Metrics;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.replay.ChallengerFiles;
import io.ringmaster.pipeline.replay.CutSessionException;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.Retention;
import io.ringmaster.pipeline.replay.SessionBeginning;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.replay.ShadowFold;
import io.ringmaster.pipeline.replay.SnapshotSettings;
import io.ringmaster.pipeline.replay.SnapshotTrial;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session whose beginning was removed verifies, replays and goes on like the same session with all its records, wherever it is cut, and whatever
 * ends the process that cuts it.
 */
class RetentionTest {

    private static final int SEGMENTS = 8;
    private static final int SNAPSHOTS = 4;

    @TempDir
    private static Path directory;
    /** The whole session as it was recorded. */
    private static SessionDirectory recorded;
    /** Two thirds of it, in segments and with snapshots: what a process came to before it was killed. */
    private static SessionDirectory prefix;
    private static long events;
    private static long prefixEvents;
    private static long prefixOutputs;

    @TempDir
    private Path mine;
    private SessionDirectory session;

    @BeforeAll
    static void record() throws IOException {
        recorded = new SessionDirectory(directory.resolve("recorded"));
        final Cli.Result demo = Cli.run("demo", "--no-wire", "--speed", "0", "--seconds", "60", "--journal", recorded.path().toString(), "--json");
        assertEquals(0, demo.exitCode(), demo.err());
        events = last(recorded.input());
        prefixEvents = events * 2 / 3;
        prefix = new SessionDirectory(directory.resolve("prefix"));
        Files.createDirectories(prefix.path());
        Files.copy(recorded.configuration(), prefix.configuration());
        JournalAnchors.bind(prefix.input(), prefix.output());
        prefixOutputs = outputsUpTo(prefixEvents);
        rewrite(recorded.input(), prefix.input(), prefixEvents);
        rewrite(recorded.output(), prefix.output(), prefixOutputs);
        keepSnapshots(prefix, BuildVersion.text());
    }

    @BeforeEach
    void copy() throws IOException {
        session = copyOf(prefix, "session");
    }

    /** In so many openings, each of which is a segment. */
    private static void rewrite(final Path from, final Path to, final long records) {
        try (JournalReader reader = JournalReader.open(from)) {
            for (int segment = 1; segment <= SEGMENTS; segment++) {
                try (JournalWriter writer = JournalWriter.open(to, JournalSettings.defaults())) {
                    while (reader.sequence() < records * segment / SEGMENTS && reader.next()) {
                        writer.append(reader.sequence(), reader.buffer(), reader.offset(), reader.length());
                    }
                }
            }
        }
    }

    private static long outputsUpTo(final long input) {
        long outputs = 0;
        try (JournalReader reader = JournalReader.open(recorded.output())) {
            while (reader.next() && InputMessage.causeSequence(reader.buffer(), reader.offset()) <= input) {
                outputs = reader.sequence();
            }
        }
        return outputs;
    }

    private static RecordedSession recorded(final SessionDirectory of, final String build) {
        final Settings settings = settings(of);
        return new RecordedSession(of, settings.engine(), topology(settings), build, Settings.configurations(of));
    }

    /** One every few thousand events and none at the very end, by a fold that checks every output. */
    private static void keepSnapshots(final SessionDirectory of, final String build) {
        final Settings settings = settings(of);
        final SnapshotSettings often = new SnapshotSettings(Long.MAX_VALUE, prefixEvents / SNAPSHOTS, 100);
        try (ShadowFold shadow = new ShadowFold(
            recorded(of, build), often, () -> Long.MAX_VALUE, RetentionTest::unexpected)) {
            assertTrue(shadow.foldToEnd());
        }
    }

    private static void unexpected(final String news) {
        throw new AssertionError(news);
    }

    // ------------------------------------------------------------------ what a cut leaves

    @Test
    void shouldReplayAndVerifyFromWhereverItIsCut() throws IOException {
        final List<Long> snapshots = snapshots(session);
        assertEquals(SNAPSHOTS, snapshots.size(), snapshots.toString());
        for (final long snapshot : snapshots) {
            final Cli.Result cut = cutAt(session, snapshot);
            final Map<String, String> verified = verify(session, 0);
            final long begins = Long.parseLong(verified.get("inputBegins"));
            // Segments end at eighths of the records: the one that holds the snapshot's next record stays.
            assertEquals(segmentStart(prefixEvents, snapshot) + 1, begins, cut.out());
            assertEquals(prefixEvents, last(session.input()));
            final Map<String, String> replay = Cli.run("replay", session.path().toString(), "--json").json();
            assertEquals("true", replay.get("identical"), replay::toString);
            assertEquals(Long.toString(snapshot), replay.get("startedBehind"));
            assertEquals(Long.toString(prefixEvents - snapshot), replay.get("events"));
            assertEquals(outputsSha256(outputsUpTo(snapshot)), replay.get("outputSha256"), "the outputs behind it, as the uncut session has them");
        }
        final Cli.Result words = Cli.run("journal", "verify", session.path().toString());
        assertTrue(words.out().contains("begins at record ") && words.out().contains("(older records were removed by retention on 2"), words.out());
        final Cli.Result spoken = Cli.run("replay", session.path().toString());
        assertTrue(spoken.out().startsWith(String.format(Locale.ROOT, "replayed from the snapshot after input %,d", snapshots.getLast())),
            spoken.out());
    }

    private static long segmentStart(final long records, final long sequence) {
        long start = 0;
        for (int segment = 1; segment < SEGMENTS; segment++) {
            final long end = records * segment / SEGMENTS;
            start = end <= sequence ? end : start;
        }
        return start;
    }

    /** The property that matters: what follows is the same to the byte, whether a session has all its records or the last of them. */
    @Test
    void shouldGoOnWithTheSameOutputsAsTheSessionThatWasNotCut() throws IOException {
        final Gone whole = goOn(copyOf(prefix, "whole"));
        assertEquals(prefixEvents, whole.foldedTo);
        for (final long snapshot : snapshots(session)) {
            cutAt(session, snapshot);
            final SessionDirectory copy = copyOf(session, "copy");
            // Only the snapshot it begins at: the others are a shorter way to the same.
            for (final Path file : list(copy.snapshots())) {
                if (Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
            keepOnly(copy, snapshot);
            final Gone cut = goOn(copy);
            assertEquals(snapshot, cut.startedBehind);
            assertEquals(whole.known, cut.known);
            assertEquals(whole.state, cut.state);
            assertEquals(whole.figures, cut.figures);
            assertEquals(events, last(copy.input()));
            assertEquals(tail(recorded.output(), prefixOutputs), tail(copy.output(), prefixOutputs), "what the recorded session said then");
            verify(copy, 0);
            final Map<String, String> replay = Cli.run("replay", copy.path().toString(), "--json").json();
            assertEquals("true", replay.get("identical"), replay::toString);
            remove(copy.path());
        }
    }

    private static void keepOnly(final SessionDirectory of, final long snapshot) throws IOException {
        for (final Path file : list(of.snapshots().resolve("kept"))) {
            if (sequence(file) != snapshot) {
                Files.delete(file);
            }
        }
    }

    @Test
    void shouldBeSoundWhereverTheProcessThatCutsItIsKilled() throws IOException {
        final long snapshot = snapshots(session).get(2);
        cutAt(session, snapshots(session).getFirst());
        final SessionDirectory cut = copyOf(session, "cut");
        cutAt(cut, snapshot);
        final SessionDirectory killed = copyOf(session, "killed");
        // One durable step after the other, in the order they are documented in, from the session before to the session after.
        copyTree(cut.snapshots().resolve("kept"), killed.snapshots().resolve("kept"));
        assertSound(killed, "the snapshot is kept");
        for (final String journal : new String[] {"input", "output"}) {
            for (final Path note : list(cut.path())) {
                if (note.getFileName().toString().startsWith(journal + ".begins-")) {
                    Files.copy(note, killed.path().resolve(note.getFileName()));
                }
            }
            assertSound(killed, journal + " has a note");
            final String anchor = journal + ".anchor";
            Files.copy(cut.path().resolve(anchor), killed.path().resolve(anchor), StandardCopyOption.REPLACE_EXISTING);
            assertSound(killed, journal + " begins later");
            for (final Path segment : list(killed.path().resolve(journal))) {
                if (Files.isDirectory(segment) && !Files.exists(cut.path().resolve(journal).resolve(segment.getFileName()))) {
                    for (final Path file : list(segment)) {
                        Files.delete(file);
                        verify(killed, 0);
                    }
                    Files.delete(segment);
                }
            }
            assertSound(killed, journal + " is cut");
        }
        for (final SessionDirectory each : List.of(cut, killed)) {
            final Gone gone = goOn(each);
            assertEquals(events, last(each.input()), gone.toString());
            assertEquals(tail(recorded.output(), prefixOutputs), tail(each.output(), prefixOutputs));
        }
    }

    private void assertSound(final SessionDirectory killed, final String step) throws IOException {
        verify(killed, 0);
        final Map<String, String> replay = Cli.run("replay", killed.path().toString(), "--json").json();
        assertEquals("true", replay.get("identical"), step + replay);
        SessionBeginning.requireStart(killed, BuildVersion.text(), 2);
        // A process that comes next finishes what was begun, and begins nothing else.
        final SessionDirectory next = copyOf(killed, "next");
        assertEquals(0, Cli.run("journal", "cut", next.path().toString(), "--keep-bytes", "1t").exitCode());
        verify(next, 0);
        assertEquals("true", Cli.run("replay", next.path().toString(), "--json").json().get("identical"), step);
        remove(next.path());
    }

    @Test
    void shouldCutBySize() throws IOException {
        final long before = bytes(session);
        final Cli.Result dry = Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", Long.toString(before / 2), "--dry-run");
        assertEquals(0, dry.exitCode(), dry.err());
        assertTrue(dry.out().contains(" would be removed: records 1 to ") && dry.out().contains(" would begin at "), dry.out());
        assertEquals(before, bytes(session));
        assertEquals("1", verify(session, 0).get("inputBegins"));
        final Cli.Result cut = Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", Long.toString(before / 2));
        assertEquals(0, cut.exitCode(), cut.err());
        assertEquals(removed(dry), removed(cut));
        assertTrue(bytes(session) <= before / 2, bytes(session) + " of " + before);
        assertTrue(bytes(session) >= before / 4, "and no more than it takes");
        verify(session, 0);
        assertEquals(0, remarksInMetrics(session), "that retention removed old records is no fault of the files");
        final Cli.Result again = Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", Long.toString(before / 2));
        assertTrue(again.out().startsWith("nothing was removed: "), again.out());
        // Whatever is asked for, what lies behind the newest snapshot stays.
        assertEquals(0, Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", "1").exitCode());
        assertEquals("true", Cli.run("replay", session.path().toString(), "--json").json().get("identical"));
        assertEquals(prefixEvents, last(session.input()));
    }

    private static double remarksInMetrics(final SessionDirectory session) {
        try (Follower follower = new Follower(session.path())) {
            while (follower.read()) {
                // Reads to the end.
            }
            return new Metrics(follower, "any").collect().stream().filter(each -> each.getMetadata().getName().equals("ringmaster_journal_remarks"))
                .map(GaugeSnapshot.class::cast).findFirst().orElseThrow().getDataPoints().getFirst().getValue();
        }
    }

    private static List<String> removed(final Cli.Result result) {
        return result.out().lines().filter(line -> line.contains(": records ")).map(line -> line.replaceAll(" (would be removed|removed):", "")).toList();
    }

    /** A session that ended without snapshots, or with those of its end alone, is given one where it is to be cut. */
    @Test
    void shouldBeCutAtASnapshotThatIsMadeForIt() throws IOException {
        final String path = session.path().toString();
        remove(session.snapshots());
        assertEquals(0, Cli.run("journal", "snapshot", path, "--shards", "2").exitCode());
        final long endNs = timeOf(session, prefixEvents);
        final long agoMs = (endNs - timeOf(session, prefixEvents / 2)) / 1_000_000;
        final String ago = agoMs + "ms";
        final Cli.Result none = Cli.run("journal", "cut", path, "--keep-for", ago);
        assertTrue(none.out().startsWith("nothing was removed: ") && none.out().contains("journal snapshot --before"), none.out());

        final Cli.Result made = Cli.run("journal", "snapshot", path, "--shards", "2", "--before", ago);
        assertEquals(0, made.exitCode(), made.err());
        final long snapshot = snapshots(session).getFirst();
        assertTrue(timeOf(session, snapshot) <= endNs - agoMs * 1_000_000, made.out());
        assertTrue(timeOf(session, snapshot + 1) > endNs - agoMs * 1_000_000, made.out());
        assertEquals(List.of(snapshot, prefixEvents), snapshots(session));
        final Cli.Result cut = Cli.run("journal", "cut", path, "--keep-for", ago);
        assertTrue(cut.out().contains(" removed: "), cut.out());
        assertEquals(Long.toString(segmentStart(prefixEvents, snapshot) + 1), verify(session, 0).get("inputBegins"));
        final Map<String, String> replay = Cli.run("replay", path, "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
        assertEquals(Long.toString(snapshot), replay.get("startedBehind"));
        assertEquals(ExitCode.BAD_INPUT, Cli.run("journal", "snapshot", path, "--before", "100d").exitCode());
    }

    // ------------------------------------------------------------------ when nothing goes

    @Test
    void shouldRemoveNothingWithoutASnapshotOfThisBuild() throws IOException {
        final Map<Path, Long> before = files(session.path());
        remove(session.snapshots());
        final Map<Path, Long> without = files(session.path());
        final Cli.Result none = Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", "1");
        assertEquals(0, none.exitCode(), none.err());
        assertTrue(none.out().startsWith("nothing was removed: there is no snapshot of build "), none.out());
        assertEquals(without, files(session.path()));
        keepSnapshots(session, "9.9.9+other");
        final Cli.Result other = Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", "1");
        assertTrue(other.out().startsWith("nothing was removed: there is no snapshot of build "), other.out());
        assertEquals(before.keySet(), files(session.path()).keySet());
    }

    @Test
    void shouldRemoveNothingForASnapshotThatIsNotOfTheseRecordsOrCannotBeRestored() throws IOException {
        final List<Path> all = list(session.snapshots());
        final Path next = all.getLast();
        final Path begin = all.get(all.size() - 2);
        for (final Path each : all.subList(0, all.size() - 2)) {
            Files.delete(each);
        }
        final byte[] bytes = Files.readAllBytes(begin);
        final Map<Path, Long> before = files(session.path());
        final String size = Long.toString(bytes(session) / 2);
        // The input chain lies behind the title (2 bytes of length), the sequence and the time; the image ends before the digest.
        final int chainAt = 2 + "ringmaster snapshot, format 1".length() + 16;
        for (final int at : new int[] {chainAt, bytes.length - 40}) {
            final byte[] changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(begin, sealed(changed));
            final Cli.Result result = Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", size);
            assertEquals(ExitCode.NOT_VERIFIED, result.exitCode(), result.out() + next);
            final String why =
                at == chainAt ? "the journal's records are not those it was folded from" : "differs from the next snapshot";
            assertTrue(result.err().contains(why) && result.err().contains("so nothing was removed"), result.err());
            assertEquals(before, files(session.path()));
        }
        Files.write(begin, bytes);
        assertTrue(Cli.run("journal", "cut", session.path().toString(), "--keep-bytes", size).out().contains(" removed: "));
    }

    @Test
    void shouldRefuseWhatCannotBeCut() throws IOException {
        final String path = session.path().toString();
        assertEquals(ExitCode.BAD_INPUT, Cli.run("journal", "cut", path).exitCode());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("journal", "cut", path, "--keep-for", "0s").exitCode());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("journal", "cut", path, "--keep-for", "7w").exitCode());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("journal", "cut", path, "--keep-bytes", "ten").exitCode());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("journal", "cut", session.input().toString(), "--keep-bytes", "1").exitCode());
        try (SessionJournal running = SessionJournal.open(session, JournalSettings.defaults())) {
            final Cli.Result occupied = Cli.run("journal", "cut", path, "--keep-bytes", "1");
            assertEquals(ExitCode.BAD_INPUT, occupied.exitCode(), running + occupied.out());
            assertTrue(occupied.err().contains("is occupied"), occupied.err());
        }
        Files.delete(list(session.input().resolve("0003")).stream().filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow());
        assertEquals(ExitCode.NOT_VERIFIED, Cli.run("journal", "cut", path, "--keep-bytes", "1").exitCode());
    }

    /** While it runs nothing is removed that is in doubt, and whatever goes wrong is said once and ends nothing. */
    @Test
    void shouldSayWhatItCannotRemoveWhileTheSessionRuns() throws IOException {
        final long lastNs = timeOf(session, prefixEvents);
        final List<String> news = new ArrayList<>();
        try (SessionJournal running = SessionJournal.open(session, JournalSettings.defaults())) {
            final Settings settings = settings(session);
            final SnapshotTrial trial =
                new SnapshotTrial(recorded(session, BuildVersion.text()));
            final Retention retention = running.retention(new Retention.Limits(1, 0, "journal.keepFor 1ns"), ChallengerFiles.of(session), trial);

            final LiveRetention behind = new LiveRetention(retention, () -> lastNs - 6_000_000_000L, news::add);
            behind.accept(lastNs);
            behind.accept(lastNs);
            assertEquals(List.of("OLD RECORDS ARE KEPT: the session's newest event is 6 s ahead of the clock, so their age is unknown. Check the clock (NTP)."), news);
            assertEquals("1", verify(session, 0).get("inputBegins"));

            // The newest snapshot is old enough too, but a running session needs one behind it to prove it with: it begins at the one before.
            final List<Long> all = snapshots(session);
            final LiveRetention live = new LiveRetention(retention, () -> lastNs, news::add);
            live.accept(lastNs);
            assertEquals(2, news.size(), news.toString());
            assertTrue(news.getLast().startsWith("retention removed inputs records 1 to "), news.getLast());
            final long begins = Long.parseLong(verify(session, 0).get("inputBegins"));
            assertTrue(begins > 1 && begins <= all.get(all.size() - 2) + 1, begins + " of " + all);
            live.accept(lastNs);
            assertEquals(2, news.size(), "nothing more can go");

            final Path note = list(session.path()).stream().filter(file -> file.toString().contains("input.begins-")).findFirst().orElseThrow();
            final byte[] bytes = Files.readAllBytes(note);
            Files.write(note, new byte[0]);
            live.accept(lastNs);
            live.accept(lastNs);
            assertEquals(3, news.size(), news.toString());
            assertTrue(news.getLast().startsWith("OLD RECORDS WERE NOT REMOVED, so the disk fills: "), news.getLast());
            Files.write(note, bytes);
        }
        verify(session, 0);
        assertEquals("true", Cli.run("replay", session.path().toString(), "--json").json().get("identical"));
    }

    // ------------------------------------------------------------------ what is missing or of another build

    @Test
    void shouldMissASegmentAndTheSnapshotThatRetentionKept() throws IOException {
        final long snapshot = snapshots(session).get(2);
        cutAt(session, snapshot);
        final Path begin = session.snapshots().resolve("kept").resolve(String.format("%019d.snapshot", snapshot));
        final byte[] bytes = Files.readAllBytes(begin);
        bytes[bytes.length / 2] ^= 2;
        Files.write(begin, bytes);
        assertDamaged(begin, "it is not the snapshot that the journals were cut at: its SHA-256 differs");
        bytes[bytes.length / 2] ^= 2;
        Files.delete(begin);
        assertDamaged(begin, "the snapshot that the session begins at is missing");
        Files.write(begin, bytes);
        verify(session, 0);

        final Path note = list(session.path()).stream().filter(file -> file.toString().contains("input.begins-")).findFirst().orElseThrow();
        final String text = Files.readString(note);
        Files.writeString(note, text.replace("reason=journal cut", "reason=journal gut"));
        assertDamaged(note, "it is not what retention wrote: its SHA-256 is not the one in input.anchor");
        Files.writeString(note, text);
        verify(session, 0);

        final Path segment = list(session.input()).stream().filter(Files::isDirectory).findFirst().orElseThrow();
        remove(segment);
        assertDamaged(segment, "the segment is missing");
    }

    private void assertDamaged(final Path file, final String reason) {
        final Map<String, String> found = verify(session, ExitCode.NOT_VERIFIED);
        assertEquals(file.toString(), found.get("firstBad.file"));
        assertEquals(reason, found.get("firstBad.reason"));
        final Cli.Result replay = Cli.run("replay", session.path().toString());
        assertEquals(ExitCode.NOT_VERIFIED, replay.exitCode(), replay.out());
    }

    @Test
    void shouldRefuseAnotherBuildBeforeAnythingIsTouched() throws IOException {
        cutAt(session, snapshots(session).get(2));
        final Map<Path, Long> before = files(session.path());
        final CutSessionException refused =
            assertThrows(CutSessionException.class, () -> SessionBeginning.requireStart(session, "9.9.9+other", 2));
        assertTrue(refused.getMessage().contains("resume with build " + BuildVersion.text()), refused.getMessage());
        assertTrue(assertThrows(CutSessionException.class, () -> SessionBeginning.requireStart(session, BuildVersion.text(), 3)).getMessage()
            .contains("set topology.shards=2"));
        assertEquals(before, files(session.path()));
        // Whoever gets past that is stopped before an engine without a past reads what comes later.
        assertThrows(CutSessionException.class, () -> goOn(session, "9.9.9+other"));

        remove(session.path());
        session = copyOf(prefix, "session");
        remove(session.snapshots());
        keepSnapshots(session, "9.9.9+other");
        SessionBeginning.requireStart(session, BuildVersion.text(), 2);
    }

    @Test
    void shouldSayWhereItBeginsToWhoeverReadsIt() throws IOException {
        cutAt(session, snapshots(session).get(2));
        final String path = session.path().toString();
        assertTrue(Cli.run("journal", "stats", path).out().contains(" begins at record "));
        final Cli.Result dump = Cli.run("journal", "dump", path, "--type", "Decision", "--json");
        assertTrue(dump.err().contains(" begins at record "), dump.err());
        assertFalse(dump.out().contains(" begins at record "));
        assertEquals(0, Cli.run("journal", "compress", path).exitCode());
        verify(session, 0);
        assertEquals("true", Cli.run("replay", path, "--json").json().get("identical"));
        assertEquals(0, Cli.run("journal", "snapshot", path).exitCode());
        assertEquals("true", Cli.run("replay", path, "--json").json().get("identical"));
        final Cli.Result demo = Cli.run("demo", "--no-wire", "--speed", "0", "--journal", path);
        assertEquals(ExitCode.BAD_INPUT, demo.exitCode());
        assertTrue(demo.err().contains("was cut by retention"), demo.err());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("bench", "replay", path).exitCode());
        final Cli.Result values = Cli.run(
            "indicators", "eval", "--spec", "close", "--out", mine.resolve("close.csv").toString(), "--data", path, "--timeframe", "1s");
        assertTrue(values.err().contains(" begins at record "), values.err());
    }

    // ------------------------------------------------------------------ going on

    /** @param state a hash of the whole state, part by part */
    private record Gone(long startedBehind, long foldedTo, KnownAccount known, List<String> state, List<Long> figures) {
    }

    private static Gone goOn(final SessionDirectory of) {
        return goOn(of, BuildVersion.text());
    }

    /** Folds what is there, then hears the rest of what was recorded. */
    private static Gone goOn(final SessionDirectory of, final String build) {
        final Settings settings = settings(of);
        try (SessionJournal journal = SessionJournal.open(of, JournalSettings.defaults());
             Engine engine = new Engine(
                 settings.engine(), topology(settings), new Connections(journal.inputLog(), journal.outputs()), Settings.configurations(of))) {
            final SessionFold fold = new SessionFold(recorded(of, build), journal, engine);
            final KnownAccount known = fold.run(news -> { });
            final long foldedTo = engine.lastSequence();
            final Gone gone = new Gone(
                fold.startedBehind(), foldedTo, known,
                engine.graphs().stream().map(graph -> SessionDirectory.sha256(HexFormat.of().formatHex(graph.save()))).toList(),
                Stream.of(Figure.EVENTS, Figure.TRADES, Figure.BARS, Figure.RECOMMENDATIONS, Figure.DECISIONS).map(engine.status()::get).toList());
            try (JournalReader rest = JournalReader.open(recorded.input(), foldedTo)) {
                while (rest.next()) {
                    engine.onInput(rest.buffer(), rest.offset(), rest.length());
                    engine.discardOrders();
                }
            }
            engine.awaitAll();
            engine.discardOrders();
            return gone;
        }
    }

    private static Settings settings(final SessionDirectory of) {
        return Settings.readStored("test", of.readConfiguration());
    }

    private static TopologySettings topology(final Settings settings) {
        return settings.topology().withShards(2).withMode(TopologySettings.Mode.COMPACT).on(1);
    }

    // ------------------------------------------------------------------ cutting and looking

    /** Cuts at a snapshot by age: it is as old as the session's end is later than it. */
    private static Cli.Result cutAt(final SessionDirectory of, final long snapshot) {
        final long ageNs = timeOf(of, last(of.input())) - timeOf(of, snapshot);
        final Cli.Result cut = Cli.run("journal", "cut", of.path().toString(), "--keep-for", ageNs / 1_000_000 + "ms");
        assertEquals(0, cut.exitCode(), cut.err());
        return cut;
    }

    private static long timeOf(final SessionDirectory of, final long input) {
        try (JournalReader reader = JournalReader.open(of.input(), input - 1)) {
            assertTrue(reader.next());
            return InputMessage.timeNs(reader.buffer(), reader.offset());
        }
    }

    private static Map<String, String> verify(final SessionDirectory of, final int exitCode) {
        final Cli.Result result = Cli.run("journal", "verify", of.path().toString(), "--json");
        assertEquals(exitCode, result.exitCode(), result.out() + result.err());
        return result.json();
    }

    private static long last(final Path journal) {
        try (JournalReader reader = JournalReader.openAtEnd(journal)) {
            return reader.sequence();
        }
    }

    private static List<Long> snapshots(final SessionDirectory of) {
        return list(of.snapshots()).stream().filter(Files::isRegularFile).map(RetentionTest::sequence).toList();
    }

    private static long sequence(final Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().replace(".snapshot", ""));
    }

    /** Every output of the whole session's first two thirds behind one, hashed without the code under test. */
    private static String outputsSha256(final long after) {
        final MessageDigest digest = digest();
        try (JournalReader reader = JournalReader.open(recorded.output())) {
            while (reader.sequence() < prefixOutputs && reader.next()) {
                if (reader.sequence() > after) {
                    final byte[] bytes = new byte[reader.length()];
                    reader.buffer().getBytes(reader.offset(), bytes);
                    digest.update(bytes);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<String> tail(final Path journal, final long after) {
        final List<String> records = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal, after)) {
            while (reader.next()) {
                final byte[] bytes = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), bytes);
                records.add(reader.sequence() + " " + HexFormat.of().formatHex(bytes));
            }
        }
        return records;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sealed(final byte[] bytes) {
        final MessageDigest digest = digest();
        digest.update(bytes, 0, bytes.length - 32);
        System.arraycopy(digest.digest(), 0, bytes, bytes.length - 32, 32);
        return bytes;
    }

    // ------------------------------------------------------------------ files

    private static long bytes(final SessionDirectory of) {
        return Stream.of(of.input(), of.output()).flatMap(journal -> files(journal).entrySet().stream())
            .filter(file -> file.getKey().toString().endsWith(".cq4")).mapToLong(Map.Entry::getValue).sum();
    }

    private static Map<Path, Long> files(final Path root) {
        final Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (final Path file : all.filter(Files::isRegularFile).toList()) {
                sizes.put(root.relativize(file), Files.size(file));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return sizes;
    }

    private static List<Path> list(final Path path) {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SessionDirectory copyOf(final SessionDirectory from, final String name) throws IOException {
        copyTree(from.path(), mine.resolve(name));
        return new SessionDirectory(mine.resolve(name));
    }

    private static void copyTree(final Path from, final Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (final Path each : entries.toList()) {
                final Path target = to.resolve(from.relativize(each).toString());
                if (!Files.exists(target)) {
                    Files.copy(each, target);
                }
            }
        }
    }

    private static void remove(final Path root) throws IOException {
        try (Stream<Path> entries = Files.walk(root)) {
            for (final Path each : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
