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
import io.ringmaster.journal.Sha256;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.Side;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
            assertEquals(Life.ENDED, moment.life());
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
        final InstrumentTotals atTheEnd;
        final InstrumentTotals atTheCut;
        try (SessionModel model = SessionModel.open(directory)) {
            whole = Described.of(model.settled().join());
            atTheEnd = InstrumentTotals.of(model.moment()).getFirst();
            atTheCut = InstrumentTotals.of(model.goToSequence(ends.get(1)).join()).getFirst();
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
            assertTotalsSinceTheCut(moment, atTheCut, atTheEnd);
            final Moment then = model.goToSequence(ends.get(3)).join();
            assertEquals(ends.get(3), then.sequence());
            assertEquals(cut, Described.of(model.follow().join()));
            assertTrue(model.goToSequence(1).join().sequence() > ends.get(0), "the first input that there is");
        }
    }

    /** The ledger says that a position was carried over, and that nothing was earned and paid before. */
    private static void assertTotalsSinceTheCut(final Moment moment, final InstrumentTotals atTheCut, final InstrumentTotals atTheEnd) {
        final PortfolioRow from = moment.inherited(0);
        final InstrumentTotals totals = InstrumentTotals.of(moment).getFirst();
        long positionE8 = from.positionQtyE8();
        double cost = (double) positionE8 * from.averageEntryPriceE8();
        double realised = 0;
        for (final FillRow fill : moment.fills().asList()) {
            final long signed = fill.side() == Side.BUY ? fill.qtyE8() : -fill.qtyE8();
            if (Long.signum(positionE8) == -Long.signum(signed)) {
                // Positions and fills are such that no fill reverses a position.
                final double average = cost / positionE8;
                realised += -signed * (fill.priceE8() - average);
                cost += signed * average;
            } else {
                cost += (double) signed * fill.priceE8();
            }
            positionE8 += signed;
        }

        assertTrue(atTheCut.fills() > 0 && totals.fills() > 0, "there are fills on both sides of the cut");
        assertEquals(0, atTheEnd.sinceNs());
        assertEquals(moment.firstTimeNs(), totals.sinceNs());
        assertEquals(atTheEnd.fills() - atTheCut.fills(), totals.fills());
        assertEquals(atTheEnd.tradedE8() - atTheCut.tradedE8(), totals.tradedE8());
        assertEquals(from.feesE8() + atTheEnd.feesE8() - atTheCut.feesE8(), totals.feesE8());
        assertEquals(from.realisedPnlE8() + realised / 1e8, totals.realisedPnlE8(), 1_000, "realised");
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
            assertTrue(after.inputEvents().asList().stream().anyMatch(row -> row.event() instanceof final Event.Resumed next && next.build().equals("next build")));
            final Map<String, String> then = Described.of(before);
            assertEquals(then, Described.of(model.goToSequence(before.sequence()).join()));
            assertEquals("confluence", model.moment().facts().policy());
        }
    }

    @Test
    void shouldShowNothingOfAConfigurationThatIsNotTheSessions() throws Exception {
        write(1_000);
        final Path file = directory.resolve("session.yaml");
        final String original = Files.readString(file);
        Files.writeString(file, original.replace("maxOpenOrders: 16", "maxOpenOrders: 9"));

        final Moment changed = newest();
        Files.delete(file);
        final Moment missing = newest();
        Files.writeString(file, original);
        final Moment restored = newest();

        for (final Moment moment : List.of(changed, missing)) {
            assertEquals(Map.of(), moment.limits());
            assertEquals(List.of(), moment.facts().strategies());
            assertEquals("", moment.facts().policy());
            assertEquals(List.of(moment.facts().problem()), moment.health().remarks());
        }
        assertTrue(changed.facts().problem().startsWith(file + " is not the configuration that the session ran with: its SHA-256 is "
            + Sha256.of(original.replace("maxOpenOrders: 16", "maxOpenOrders: 9").getBytes(StandardCharsets.UTF_8)).substring(0, 12)), changed.facts()::problem);
        assertTrue(missing.facts().problem().startsWith("The configuration of the session is missing: cannot read " + file), missing.facts()::problem);
        assertEquals("", restored.facts().problem());
        assertEquals(16, restored.limits().get(LimitKind.MAX_OPEN_ORDERS));
    }

    /** The later configuration is the one that the record names, and not the one that held before. */
    @Test
    void shouldShowNothingOfALaterConfigurationThatWasChanged() throws Exception {
        try (RecordedSession session = session()) {
            session.append(500);
            session.reconfigure();
            session.append(500);
            session.end();
        }
        try (Stream<Path> later = Files.list(directory.resolve("configurations"))) {
            Files.writeString(later.findFirst().orElseThrow(), "policy: {type: single}\n");
        }

        final Moment moment = newest();

        assertEquals(Map.of(), moment.limits());
        assertEquals(List.of(), moment.facts().strategies());
        assertEquals("", moment.facts().policy());
        assertTrue(moment.facts().problem().contains(" is not the configuration that the session ran with: "), moment.facts()::problem);
    }

    /** Who asks at the same time as one whose movement fails is answered too. */
    @Test
    void shouldAnswerEveryoneWhenAMovementFails() throws Exception {
        write(1_000);
        try (SessionModel model = SessionModel.open(directory)) {
            final Moment last = model.settled().get(30, TimeUnit.SECONDS);
            final CompletableFuture<Moment> failed = model.jump(() -> {
                throw new IllegalStateException("a test");
            });
            final List<CompletableFuture<Moment>> others = List.of(model.previousFill(), model.settled(), model.pause());

            assertEquals("a test", assertThrows(ExecutionException.class, () -> failed.get(30, TimeUnit.SECONDS)).getCause().getMessage());
            for (final CompletableFuture<Moment> other : others) {
                try {
                    other.get(30, TimeUnit.SECONDS);
                } catch (final CancellationException e) {
                    // It came behind the one that failed.
                }
            }
            assertTrue(last.sequence() > 1_000);
        }
    }

    @Test
    void shouldGoOnWhenADecisionCannotBeRead() throws Exception {
        write(1_000);
        try (SessionModel model = SessionModel.open(directory)) {
            final Moment moment = model.settled().get(30, TimeUnit.SECONDS);

            assertThrows(ExecutionException.class, () -> model.decision(null).get(30, TimeUnit.SECONDS));
            assertEquals(moment.sequence(), model.settled().get(30, TimeUnit.SECONDS).sequence());
        }
    }

    private Moment newest() throws NoSuchFileException {
        try (SessionModel model = SessionModel.open(directory)) {
            return model.settled().join();
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
