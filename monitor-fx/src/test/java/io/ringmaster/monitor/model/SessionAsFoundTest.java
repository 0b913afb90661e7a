package io.ringmaster.monitor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.journal.ClosedJournal;
import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalFiles;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.schema.LimitKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions whose files are damaged, cut, resumed or not ours to change. */
class SessionAsFoundTest {

    private static final long STEP_NS = 5_000_000;

    @TempDir
    private Path directory;

    private RecordedSession session() throws IOException {
        return new RecordedSession(directory, 11, 6, STEP_NS);
    }

    private void write(final int inputs) throws IOException {
        try (RecordedSession session = session()) {
            session.append(inputs);
            session.end();
        }
    }

    private static Path data(final Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().findFirst().orElseThrow();
        }
    }

    /** Position in the data file of the payload of a record. */
    private static long positionOf(final Path journal, final long sequence) throws IOException {
        try (JournalReader reader = JournalReader.open(journal, sequence - 1)) {
            assertTrue(reader.next());
            final byte[] payload = new byte[reader.length()];
            reader.buffer().getBytes(reader.offset(), payload);
            final byte[] file = Files.readAllBytes(data(journal));
            for (int at = 0; at < file.length - payload.length; at++) {
                if (file[at] == payload[0] && Arrays.equals(file, at, at + payload.length, payload, 0, payload.length)) {
                    return at;
                }
            }
            throw new AssertionError("record " + sequence + " is not in the file");
        }
    }

    private static void flip(final Path file, final long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            final int before = bytes.read();
            bytes.seek(position);
            bytes.write(before ^ 4);
        }
    }

    @Test
    void shouldShowWhatIsSoundBeforeADamagedInput() throws Exception {
        write(12_000);
        final Map<String, String> expected;
        try (SessionModel model = SessionModel.open(directory)) {
            assertEquals(List.of(), model.settled().join().health().remarks());
            expected = Described.of(model.goToSequence(7_999).join());
        }
        flip(data(directory.resolve("input")), positionOf(directory.resolve("input"), 8_000) + 20);

        try (SessionModel model = SessionModel.open(directory)) {
            final Moment moment = model.settled().join();

            assertEquals(expected, Described.of(moment));
            final List<String> remarks = moment.health().remarks();
            assertEquals(1, remarks.size(), remarks::toString);
            assertTrue(remarks.getFirst().startsWith("The input journal is sound up to record 7999, and not after it: "), remarks::toString);
            assertTrue(remarks.getFirst().contains("checksum differs"), remarks::toString);
        }
    }

    @Test
    void shouldSayThatNothingCanBeRead() throws Exception {
        Files.createDirectories(directory.resolve("input"));

        try (SessionModel model = SessionModel.open(directory)) {
            assertNull(model.settled().get(30, TimeUnit.SECONDS), "a session without a record has no moment");
        }
        write(12_000);
        flip(data(directory.resolve("input")), positionOf(directory.resolve("input"), 1) + 20);
        try (SessionModel model = SessionModel.open(directory)) {
            assertNull(model.settled().get(30, TimeUnit.SECONDS), "the first record is damaged");
        }
    }

    @Test
    void shouldShowTheMarketBehindADamagedOutput() throws Exception {
        write(12_000);
        flip(data(directory.resolve("output")), positionOf(directory.resolve("output"), 50) + 20);

        try (SessionModel model = SessionModel.open(directory)) {
            final Moment moment = model.settled().join();

            assertEquals(49, moment.health().outputSequence());
            assertTrue(moment.sequence() > 12_000);
            assertTrue(moment.health().hasEnded());
            assertTrue(moment.health().remarks().getFirst().startsWith("The output journal is sound up to record 49, and not after it: "));
        }
    }

    @Test
    void shouldSayThatTheEndIsMissing() throws Exception {
        write(12_000);
        final long position = positionOf(directory.resolve("input"), 9_000);
        try (RandomAccessFile bytes = new RandomAccessFile(data(directory.resolve("input")).toFile(), "rw")) {
            bytes.setLength(position - 20);    // The record's header word and the fields before its payload.
        }

        try (SessionModel model = SessionModel.open(directory)) {
            final Moment moment = model.settled().join();

            assertEquals(8_999, moment.sequence());
            assertEquals(1, moment.health().remarks().size());
            assertTrue(moment.health().remarks().getFirst().startsWith("The input journal "), moment.health().remarks()::toString);
        }
    }

    @Test
    void shouldShowAJournalWhoseBeginningWasRemoved() throws Exception {
        final List<Long> ends = new ArrayList<>();
        try (RecordedSession session = session()) {
            for (int i = 0; i < 4; i++) {
                session.append(6_000);
                ends.add(session.sequence());
                session.resume();
            }
            session.append(6_000);
            session.end();
        }
        final Map<String, String> whole;
        try (SessionModel model = SessionModel.open(directory)) {
            whole = Described.of(model.settled().join());
        }
        try (ClosedJournal input = ClosedJournal.hold(directory.resolve("input"))) {
            final JournalFiles.Cut cut = new JournalFiles(directory.resolve("input")).upTo(ends.get(1), input::isFinished);
            assertFalse(cut.isEmpty());
            input.cut(cut, new JournalBeginning.Note("a test", "2026-11-29T20:00:00Z", "none", "0".repeat(64)));
        }

        try (SessionModel model = SessionModel.open(directory)) {
            final Moment moment = model.settled().join();

            assertTrue(moment.health().remarks().getFirst().contains("older records were removed by retention"));
            final Map<String, String> cut = Described.of(moment);
            for (final String same : List.of("sequence", "decisions", "thoughts", "portfolio", "market 0", "ledger 0", "strategy 3")) {
                assertEquals(whole.get(same), cut.get(same));
            }
            assertEquals(moment.portfolio().last().positionQtyE8(), moment.account().positions().getFirst().qtyE8());
            final Moment then = model.goToSequence(ends.get(3)).join();
            assertEquals(ends.get(3), then.sequence());
            assertEquals(cut, Described.of(model.follow().join()));
            assertTrue(model.goToSequence(1).join().sequence() > ends.get(0), "the first input that there is");
        }
    }

    @Test
    void shouldFollowResumptionsAndConfigurations() throws Exception {
        try (RecordedSession session = session(); SessionModel model = SessionModel.open(directory)) {
            session.append(6_000);
            session.limit(LimitKind.MAX_OPEN_ORDERS, 20, false);
            session.limit(LimitKind.MAX_ORDER_QTY, 50_000_000, false);
            session.resume();
            session.append(300);
            final Moment before = model.settled().join();
            assertEquals(Map.of(LimitKind.MAX_ORDER_QTY, 50_000_000L, LimitKind.MAX_OPEN_ORDERS, 16L), before.limits());
            session.reconfigure();
            session.append(400);
            final Moment after = model.settled().join();

            assertEquals("experts", after.facts().policy());
            assertEquals("third build", after.facts().build());
            assertEquals(Map.of(LimitKind.MAX_ORDER_QTY, 200_000_000L), after.limits());
            assertEquals(List.of("new", "s5", "s4", "s3", "s2", "s1", "s0"),
                after.strategies().facts().strategies().stream().map(SessionFacts.Strategy::id).toList());
            assertTrue(after.events().stream().anyMatch(row -> row.event().equals(new Event.Resumed("next build"))));
            final Map<String, String> then = Described.of(before);
            assertEquals(then, Described.of(model.goToSequence(before.sequence()).join()));
            assertEquals("confluence", model.moment().facts().policy());
        }
    }

    @Test
    void shouldOpenNothingForWriting() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
        write(6_000);
        final Map<Path, String> before = listing();

        try (SessionModel model = SessionModel.open(directory)) {
            model.settled().join();
            model.goToSequence(3_000).join();
            final List<Path> opened = new ArrayList<>();
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
                for (final Path descriptor : descriptors.toList()) {
                    final Path target = target(descriptor);
                    if (target != null && target.startsWith(directory.toRealPath())) {
                        opened.add(target);
                        assertEquals(0, flags(descriptor) & 3, target + " is not open for reading only");
                    }
                }
            }
            assertTrue(opened.stream().anyMatch(file -> file.toString().contains("input")), "the journals are open: " + opened);
        }

        assertEquals(before, listing());
    }

    private static Path target(final Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (final IOException e) {
            return null;    // It was closed meanwhile.
        }
    }

    private static int flags(final Path descriptor) {
        try {
            final String line = Files.readAllLines(Path.of("/proc/self/fdinfo").resolve(descriptor.getFileName())).stream()
                .filter(text -> text.startsWith("flags:")).findFirst().orElseThrow();
            return Integer.parseInt(line.substring("flags:".length()).trim(), 8);
        } catch (final IOException e) {
            return 0;    // It was closed meanwhile: a directory whose size was read.
        }
    }

    private Map<Path, String> listing() throws IOException {
        final Map<Path, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.toList()) {
                all.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return all;
    }

    @Test
    void shouldSayThatADirectoryHoldsNoSession() {
        final NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> SessionModel.open(directory));
        assertEquals(directory + ": it holds no session: the directory input is missing", e.getMessage());
    }
}
