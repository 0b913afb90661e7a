package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was cut holds everything behind the cut, says where it begins, and is found damaged when anything else is missing. */
class JournalCutTest {

    private static final long SEED = Long.getLong("seed", 20261201);
    private static final JournalBeginning.Note NOTE = new JournalBeginning.Note("journal.keepFor 7d", "2026-11-29T20:00:00Z", "s", "00");

    @TempDir
    private Path directory;
    private Path journal;

    /** Where the process ends. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    /** Segment 0 has files behind records 0, 40 and 80; segment 1 has files behind 120, 150 and 180; segment 2 one behind 210, up to 220. */
    private Written written() {
        journal = directory.resolve("journal");
        JournalAnchors.bind(journal);
        final Written written = new Written(journal, SEED);
        for (final int records : new int[] {40, 30}) {
            try (JournalWriter writer = written.open()) {
                for (int file = 0; file < 3; file++) {
                    written.append(writer, records);
                    written.roll();
                }
            }
        }
        try (JournalWriter writer = written.open()) {
            written.append(writer, 10);
        }
        return written;
    }

    private JournalFiles.Cut cut(final long upTo) {
        try (ClosedJournal held = ClosedJournal.hold(journal)) {
            held.sweep();
            final JournalFiles.Cut cut = new JournalFiles(journal).upTo(upTo, held::isFinished);
            if (!cut.isEmpty()) {
                held.cut(cut, NOTE);
            }
            return cut;
        }
    }

    @Test
    void shouldBeginWithTheFileThatHoldsTheFirstRecordThatIsNeeded() {
        written();
        final long[] lastRemoved = {0, 0, 40, 40, 80, 120, 120, 150, 210, 210};
        final long[] upTo = {0, 39, 40, 79, 80, 120, 149, 150, 210, 500};
        for (int i = 0; i < upTo.length; i++) {
            final JournalFiles.Cut cut = new JournalFiles(journal).upTo(upTo[i], file -> true);
            assertEquals(lastRemoved[i], cut.lastRemoved(), "up to " + upTo[i]);
            assertEquals(lastRemoved[i] == 0, cut.isEmpty());
        }
        assertEquals(0, new JournalFiles(journal).upTo(500, file -> false).files());
        assertEquals(1, new JournalFiles(journal).upTo(500, file -> file.toString().contains("0000")).firstRemoved());
        assertEquals(120, new JournalFiles(journal).upTo(500, file -> file.toString().contains("0000")).lastRemoved());
    }

    @Test
    void shouldReadAndVerifyFromWhereItBegins() throws IOException {
        final Written written = written();
        final String first = HexFormat.of().formatHex(written.payloads.getFirst());
        long begins = 0;
        for (final long upTo : new long[] {45, 90, 125, 170, 215}) {
            final JournalFiles.Cut cut = cut(upTo);
            assertEquals(begins + 1, cut.firstRemoved());
            begins = cut.lastRemoved();
            final JournalVerification found = JournalVerification.verify(journal);
            assertEquals(Status.CLEAN, found.status(), found.toString());
            assertEquals(220 - begins, found.records());
            assertEquals(220, found.lastSequence());
            assertEquals(first, found.beginning().firstRecord());
            assertTrue(found.toString().endsWith("begins at record " + (begins + 1)
                + " (older records were removed by retention on 2026-11-29T20:00:00Z: journal.keepFor 7d)"), found.toString());
            assertReads(written, begins);
            assertEquals(1, notes().size(), notes().toString());
        }
        assertEquals(210, begins);
        assertEquals(1, written.files(".cq4").size());
    }

    @Test
    void shouldGoOnAndBeCutWhileItIsWritten() throws IOException {
        final Written written = written();
        cut(125);
        try (JournalWriter writer = written.open(); JournalReader behind = JournalReader.open(journal, 130)) {
            assertEquals(120, writer.found().beginning().afterSequence());
            final GroupCommit commit = new GroupCommit(Written.SETTINGS, writer);
            for (int file = 0; file < 3; file++) {
                written.append(writer, 10);
                written.roll();
                commit.commit();
            }
            // Up to the last record: the file that is being written stays.
            final JournalFiles.Cut cut = new JournalFiles(journal).upTo(250, writer::isFinished);
            assertEquals(240, cut.lastRemoved());
            writer.cut(cut, NOTE);
            final JournalVerification running = JournalVerification.verify(journal);
            assertEquals(Status.WRITING, running.status(), running.toString());
            assertEquals(10, running.records());
            assertThrows(JournalException.class, () -> {
                while (behind.next()) {
                    assertTrue(behind.sequence() <= 150);
                }
            });
            written.append(writer, 10);
            commit.commit();
            assertReads(written, 240);
        }
        assertEquals(Status.CLEAN, JournalVerification.verify(journal).status());
        assertReads(written, 240);
        try (JournalWriter writer = JournalWriter.open(journal, Written.SETTINGS, new KnownRecord(245, chainAt(245)))) {
            assertEquals(260, writer.found().lastSequence());
        }
    }

    @Test
    void shouldBeWholeOrCutWhereverTheProcessIsKilled() throws IOException {
        final Written written = written();
        final Path whole = directory.resolve("whole");
        copy(journal, whole);
        Files.copy(Anchor.beside(journal), Anchor.beside(whole));
        int step = 0;
        boolean isKilled = true;
        while (isKilled) {
            remove(journal);
            for (final Path note : notes()) {
                Files.delete(note);
            }
            copy(whole, journal);
            Files.copy(Anchor.beside(whole), Anchor.beside(journal), StandardCopyOption.REPLACE_EXISTING);
            cut(45);
            isKilled = cutKilledAt(step++, 170);
            final JournalVerification found = JournalVerification.verify(journal);
            assertEquals(Status.CLEAN, found.status(), "step " + step + ": " + found);
            final long begins = found.beginning().afterSequence();
            assertEquals(step <= 2 ? 40 : 150, begins, "step " + step);
            assertReads(written, begins);
            if (step % 3 == 0) {
                // It goes on, and what is left lying goes with the next look.
                try (JournalWriter writer = JournalWriter.open(journal, Written.SETTINGS, new KnownRecord(155, chainAt(155)))) {
                    writer.sweep();
                }
                assertEquals(Status.CLEAN, JournalVerification.verify(journal).status());
                assertFalse(Files.exists(journal.resolve("0000")));
                assertEquals(1, notes().size(), notes().toString());
            }
            cut(170);
            assertReads(written, 150);
            assertEquals(1, notes().size(), notes().toString());
        }
        assertTrue(step > 10, "steps: " + step);
    }

    private boolean cutKilledAt(final int step, final long upTo) {
        final int[] left = {step};
        try (ClosedJournal held = ClosedJournal.hold(journal, () -> {
            if (left[0]-- == 0) {
                throw new Killed();
            }
        })) {
            held.cut(new JournalFiles(journal).upTo(upTo, held::isFinished), NOTE);
            return false;
        } catch (final Killed e) {
            return true;
        }
    }

    /** A disk that refuses to delete costs room and nothing else. */
    @Test
    void shouldBeCutWhereFilesCannotBeDeleted() {
        final Written written = written();
        final JournalException failed = assertThrows(JournalException.class, () -> {
            final int[] steps = {0};
            try (ClosedJournal held = ClosedJournal.hold(journal, () -> {
                if (steps[0]++ >= 2) {
                    throw new IOException("Permission denied");
                }
            })) {
                held.cut(new JournalFiles(journal).upTo(125, held::isFinished), NOTE);
            }
        });
        assertTrue(failed.getMessage().contains("cannot remove old records of " + journal + ": Permission denied"), failed.getMessage());
        assertEquals(100, JournalVerification.verify(journal).records());
        assertReads(written, 120);
    }

    @Test
    void shouldMissWhatRetentionDidNotRemove() throws IOException {
        written();
        cut(45);
        final Path kept = directory.resolve("kept");
        copy(journal, kept);
        // What is kept of segment 0 are the files behind records 40 and 80, of segment 1 those behind 120, 150 and 180.
        final List<Path> files = dataFiles();
        assertEquals(6, files.size());
        for (final Path file : files) {
            Files.delete(file);
            final JournalVerification found = JournalVerification.verify(journal);
            assertEquals(Status.DAMAGED, found.status(), file.toString());
            assertEquals(file, found.firstBad().file());
            assertEquals("the file is missing", found.firstBad().reason());
            remove(journal);
            copy(kept, journal);
        }
        for (final String segment : new String[] {"0000", "0001", "0002"}) {
            remove(journal.resolve(segment));
            assertEquals("the segment is missing", JournalVerification.verify(journal).firstBad().reason());
            remove(journal);
            copy(kept, journal);
        }
        assertEquals(Status.CLEAN, JournalVerification.verify(journal).status());
    }

    @Test
    void shouldFindABeginningThatIsNotAsItWasWritten() throws IOException {
        written();
        cut(125);
        final Path note = notes().getFirst();
        final byte[] bytes = Files.readAllBytes(note);
        for (int at = 0; at < bytes.length; at += 3) {
            final byte[] changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(note, changed);
            assertBadBeginning(note, "it is not what retention wrote");
        }
        // Someone who knows the format removes another segment and seals what says so.
        final JournalBeginning honest;
        Files.write(note, bytes);
        honest = JournalBeginning.of(journal);
        remove(journal.resolve("0001"));
        new JournalBeginning(
            new KnownRecord(210, chainAt(0, "0002")), new JournalBeginning.Place(2, 0, Segment.nameOf(dataFiles().getFirst())), honest.removed(),
            honest.note(), honest.firstRecord()).write(journal);
        assertEquals("the segment is missing", JournalVerification.verify(journal).firstBad().reason());
        new JournalBeginning(
            new KnownRecord(120, honest.lastRemoved().chain()), new JournalBeginning.Place(2, 0, Segment.nameOf(dataFiles().getFirst())),
            honest.removed(), honest.note(), honest.firstRecord()).write(journal);
        assertBadBeginning(note, "it is not what retention wrote");
        Files.delete(note);
        assertBadBeginning(note, "the file is missing");
    }

    private void assertBadBeginning(final Path note, final String reason) {
        final JournalVerification found = JournalVerification.verify(journal);
        assertEquals(Status.DAMAGED, found.status());
        assertEquals(note, found.firstBad().file());
        assertTrue(found.firstBad().reason().startsWith(reason), found.firstBad().reason());
        assertThrows(JournalDamagedException.class, () -> JournalReader.open(journal).close());
        assertThrows(JournalDamagedException.class, () -> JournalWriter.open(journal, Written.SETTINGS).close());
    }

    @Test
    void shouldNotLeadToARecordThatIsNotTheOneThatIsKnown() {
        written();
        final JournalFiles files = new JournalFiles(journal);
        final JournalFiles.Cut cut = files.upTo(130, file -> true);
        assertTrue(files.leadsTo(cut, new KnownRecord(130, chainAt(130))));
        assertFalse(files.leadsTo(cut, new KnownRecord(130, chainAt(130) + 1)));
        assertFalse(files.leadsTo(cut, new KnownRecord(160, chainAt(160))), "that lies in the next file");
    }

    @Test
    void shouldCutCompressedJournals() throws IOException {
        final Written written = written();
        JournalCompression.compress(journal);
        assertEquals(120, cut(140).lastRemoved());
        assertEquals(4, written.files(".zst").size());
        assertReads(written, 120);
        assertEquals(Status.CLEAN, JournalVerification.verify(journal).status());
        assertNull(JournalVerification.verify(directory.resolve("nothing")).beginning());
    }

    // ------------------------------------------------------------------ reading

    private void assertReads(final Written written, final long begins) {
        for (long after = begins; after < written.payloads.size(); after += 7) {
            try (JournalReader reader = after == begins ? JournalReader.open(journal) : JournalReader.open(journal, after)) {
                for (int i = (int) after; i < written.payloads.size(); i++) {
                    assertTrue(reader.next(), "record " + (i + 1));
                    final byte[] payload = new byte[reader.length()];
                    reader.buffer().getBytes(reader.offset(), payload);
                    assertEquals(i + 1, reader.sequence());
                    assertArrayEquals(written.payloads.get(i), payload);
                }
                assertFalse(reader.next());
            }
        }
        if (begins > 0) {
            assertThrows(JournalException.class, () -> JournalReader.open(journal, begins - 1).close());
        }
        try (JournalReader last = JournalReader.openAtEnd(journal)) {
            assertEquals(written.payloads.size(), last.sequence());
        }
    }

    private int chainAt(final long sequence) {
        try (JournalReader reader = JournalReader.open(journal, sequence)) {
            return reader.chain();
        }
    }

    private int chainAt(final int file, final String segment) throws IOException {
        final Path first = dataFiles().stream().filter(each -> each.getParent().endsWith(segment)).toList().get(file);
        return RecordWalker.continuedBy(first).afterChain();
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> all = Files.walk(journal)) {
            return all.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    private List<Path> notes() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith("journal.begins-")).sorted().toList();
        }
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (final Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private static void remove(final Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (final Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
