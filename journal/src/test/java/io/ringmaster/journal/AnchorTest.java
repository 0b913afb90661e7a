package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sound in itself and yet not all that was written: found by what is kept outside the segments. */
class AnchorTest {

    private static final long SEED = Long.getLong("seed", 20261129);

    @TempDir
    private Path directory;

    @Test
    void shouldMissTheLastSegment() throws IOException {
        Written.closed(journal(), SEED);
        delete(journal().resolve("0001"));

        assertDamaged(journal().resolve("0001"), 1, "the segment is missing");
    }

    @Test
    void shouldMissAllSegments() throws IOException {
        Written.closed(journal(), SEED);
        delete(journal().resolve("0000"));
        delete(journal().resolve("0001"));

        assertDamaged(journal().resolve("0000"), 1, "the segment is missing");
    }

    @Test
    void shouldMissTheDirectoryOfASessionsJournal() throws IOException {
        JournalAnchors.bind(journal());
        Written.closed(journal(), SEED);
        delete(journal());

        assertDamaged(journal().resolve("0000"), 1, "the segment is missing");
    }

    /** The journal as it was before its last opening, with everything that was in its directory then. */
    @Test
    void shouldFindAJournalThatWasPutBackToAnOlderState() throws IOException {
        JournalAnchors.bind(journal());
        final Written written = new Written(journal(), SEED);
        try (JournalWriter writer = written.open()) {
            written.append(writer, 40);
        }
        final Path older = directory.resolve("older");
        copy(journal(), older);
        try (JournalWriter writer = written.open()) {
            written.append(writer, 10);
        }
        delete(journal());
        copy(older, journal());

        assertDamaged(journal().resolve("0001"), 1, "the segment is missing");
    }

    /** The same within one opening: only the last durable record tells. */
    @Test
    void shouldFindASegmentThatWasPutBackToAnOlderState() throws IOException {
        final Written written = new Written(directory.resolve("live"), SEED);
        try (JournalWriter writer = written.open()) {
            final GroupCommit commit = new GroupCommit(Written.SETTINGS, writer);
            written.append(writer, 40);
            commit.commit();
            copy(written.journal.resolve("0000"), journal().resolve("0000"));
            written.append(writer, 1);
            commit.commit();
            Files.copy(written.journal.resolve("anchor"), journal().resolve("anchor"));
        }

        final JournalVerification found = JournalVerification.verify(journal());
        assertEquals(Status.DAMAGED, found.status());
        assertEquals(41, found.firstBad().sequence());
        assertEquals("record 41 was durable, but the journal ends at record 40", found.firstBad().reason());
    }

    /** The anchor as it was at an earlier close. */
    @Test
    void shouldFindRecordsBehindTheCloseItKnows() throws IOException {
        final Written written = new Written(journal(), SEED);
        try (JournalWriter writer = written.open()) {
            written.append(writer, 40);
        }
        final byte[] older = Files.readAllBytes(journal().resolve("anchor"));
        try (JournalWriter writer = written.open()) {
            written.append(writer, 10);
        }
        Files.write(journal().resolve("anchor"), older);

        final JournalVerification found = JournalVerification.verify(journal());
        assertEquals(Status.DAMAGED, found.status());
        assertEquals("the journal was closed at record 40, and there are records behind it", found.firstBad().reason());
    }

    /** Sound, of the same length, and of another history. */
    @Test
    void shouldFindTheJournalOfAnotherSession() throws IOException {
        for (final String name : new String[] {"a", "b"}) {
            JournalAnchors.bind(directory.resolve(name));
            try (JournalWriter writer = JournalWriter.open(directory.resolve(name), Written.SETTINGS)) {
                for (int i = 1; i <= 5; i++) {
                    writer.append(i, new UnsafeBuffer(name.getBytes()), 0, 1);
                }
            }
        }
        delete(directory.resolve("b"));
        Files.move(directory.resolve("a"), directory.resolve("b"));

        final JournalVerification found = JournalVerification.verify(directory.resolve("b"));
        assertEquals(Status.DAMAGED, found.status());
        assertTrue(found.firstBad().reason().endsWith("its chain value differs from the anchor's"), found.firstBad().reason());
    }

    @Test
    void shouldTellWhetherTwoJournalsAreOfOneSession() {
        JournalAnchors.bind(directory.resolve("input"), directory.resolve("output"));
        JournalAnchors.bind(directory.resolve("other"));

        assertTrue(JournalAnchors.areOfOneSession(directory.resolve("input"), directory.resolve("output")));
        assertEquals(false, JournalAnchors.areOfOneSession(directory.resolve("input"), directory.resolve("other")));
    }

    /** A process may be killed at any moment of a start: what is there then must not look like damage. */
    @Test
    void shouldShowANewAnchorWholeOrNotAtAll() throws Exception {
        final Path file = JournalAnchors.of(journal());
        final AtomicBoolean isDone = new AtomicBoolean();
        try (ExecutorService watcher = Executors.newSingleThreadExecutor()) {
            final Future<Integer> broken = watcher.submit(() -> {
                int count = 0;
                while (!isDone.get()) {
                    count += JournalVerification.verify(journal()).status() == Status.DAMAGED ? 1 : 0;
                }
                return count;
            });
            try {
                for (int i = 0; i < 60; i++) {
                    Files.deleteIfExists(file);
                    JournalAnchors.bind(journal());
                }
            } finally {
                isDone.set(true);
            }
            assertEquals(0, broken.get());
        }
    }

    @Test
    void shouldReplaceWhatAProcessLeftThatDiedBeforeItsAnchorWasWhole() throws IOException {
        Files.write(JournalAnchors.unwritten(journal()), new byte[] {1, 2, 3});

        JournalAnchors.bind(journal());

        assertEquals(Status.EMPTY, JournalVerification.verify(journal()).status());
        assertEquals(false, Files.exists(JournalAnchors.unwritten(journal())));
    }

    @Test
    void shouldMissTheAnchor() throws IOException {
        Written.closed(journal(), SEED);
        Files.delete(journal().resolve("anchor"));

        assertDamaged(journal().resolve("anchor"), 1, "the file is missing");
    }

    @Test
    void shouldFindEveryFlippedBitOfTheAnchorOfAClosedJournal() throws IOException {
        Written.closed(journal(), SEED);
        final Path anchor = journal().resolve("anchor");
        final byte[] whole = Files.readAllBytes(anchor);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            final byte[] flipped = whole.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(anchor, flipped);
            if (bit % 64 == 0 || bit < 600) {
                assertDamaged(anchor, 1, "it is not as it was written");
            } else {
                assertEquals(null, Anchor.read(anchor), "bit " + bit);
            }
        }
        for (int length = 0; length < whole.length; length += 100) {
            Files.write(anchor, Arrays.copyOf(whole, length));
            assertDamaged(anchor, 1, "it is not as it was written");
        }
        Files.write(anchor, whole);
        assertEquals(Status.CLEAN, JournalVerification.verify(journal()).status());
    }

    /** Killed between the two writes of a close, and in the middle of a write while it was open. */
    @Test
    void shouldSurviveAWriteThatWasCutShort() throws IOException {
        final Path anchor = directory.resolve("x.anchor");
        Anchor.create(anchor, Anchor.State.empty(new UUID(1, 2)));
        try (Anchor open = Anchor.open(directory.resolve("x"), Anchor.read(anchor))) {
            open.opened(1, 0, 5);
            open.durable(10, 11);
            final byte[] before = Files.readAllBytes(anchor);
            open.durable(20, 21);
            final byte[] after = Files.readAllBytes(anchor);
            assertEquals(20, Anchor.read(anchor).sequence());
            final byte[] torn = before.clone();
            System.arraycopy(after, 512, torn, 512, 30);
            Files.write(anchor, torn);
            assertEquals(10, Anchor.read(anchor).sequence());
            Files.write(anchor, after);
            open.closed(30, 31);
            final byte[] closed = Files.readAllBytes(anchor);
            System.arraycopy(after, 512, closed, 512, 512);
            Files.write(anchor, closed);
            final Anchor.State read = Anchor.read(anchor);
            assertEquals(30, read.sequence());
            assertTrue(read.isClosed());
        }
    }

    @Test
    void shouldFindEmptiedFiles() throws IOException {
        final Written written = Written.closed(journal(), SEED);
        for (final Path file : written.files(".cq4", "opened", "closed", "anchor")) {
            final byte[] whole = Files.readAllBytes(file);
            Files.write(file, new byte[0]);
            assertEquals(Status.DAMAGED, JournalVerification.verify(journal()).status(), file.toString());
            Files.write(file, whole);
        }
        assertEquals(Status.CLEAN, JournalVerification.verify(journal()).status());
    }

    @Test
    void shouldNotGoOnWithAJournalThatLostItsEnd() throws IOException {
        Written.closed(journal(), SEED);
        delete(journal().resolve("0001"));

        assertThrows(JournalDamagedException.class, () -> JournalWriter.open(journal(), Written.SETTINGS));
    }

    /** A process that died after it made the directory, and one that died before it told the anchor. */
    @Test
    void shouldGoOnBehindAnOpeningThatDied() throws IOException {
        final Written written = new Written(journal(), SEED);
        try (JournalWriter writer = written.open()) {
            written.append(writer, 5);
        }
        Files.createDirectory(journal().resolve("0001"));
        assertEquals(Status.TORN_TAIL, JournalVerification.verify(journal()).status());
        new Segment(journal().resolve("0001"), 1).writeOpened(
            new Segment.Opened(Segment.FORMAT, 5, JournalVerification.verify(journal()).lastChain(), "CLEAN"));
        assertEquals(Status.TORN_TAIL, JournalVerification.verify(journal()).status());
        try (JournalWriter writer = written.open()) {
            written.append(writer, 5);
        }

        assertEquals(10, JournalVerification.verify(journal()).records());
        assertEquals(Status.CLEAN, JournalVerification.verify(journal()).status());
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private void assertDamaged(final Path file, final long sequence, final String reason) {
        final JournalVerification found = JournalVerification.verify(journal());
        assertEquals(Status.DAMAGED, found.status());
        assertEquals(file, found.firstBad().file());
        assertEquals(sequence, found.firstBad().sequence());
        assertEquals(reason, found.firstBad().reason());
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (final Path each : all.toList()) {
                final Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private static void delete(final Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            final List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (final Path each : deepestFirst) {
                Files.delete(each);
            }
        }
    }
}
