package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int FLIPS = 2_000 * Integer.getInteger("times", 1);
    private static final int TRUNCATIONS = 200 * Integer.getInteger("times", 1);
    private static final int KILLED_IN = Math.min(40, 15 * Integer.getInteger("times", 1));

    @TempDir
    private Path directory;

    @Test
    void shouldNameFileAndRecordOfEveryFlippedBit() throws IOException {
        final Written written = Written.closed(directory, SEED);
        final List<Written.Place> places = written.places();
        final Map<Path, byte[]> original = written.bytes();
        final Random random = new Random(SEED);
        for (int i = 0; i < FLIPS; i++) {
            final Written.Place place = places.get(random.nextInt(places.size()));
            final int at = place.from() + random.nextInt(place.to() - place.from());
            final int bit = random.nextInt(8);
            flip(place.file(), at, bit);
            final JournalVerification found = JournalVerification.verify(directory);
            final String label = "seed=" + SEED + " flip=" + i + " byte=" + at + " bit=" + bit + " of record " + place.sequence();

            assertEquals(Status.DAMAGED, found.status(), label);
            assertEquals(place.file(), found.firstBad().file(), label);
            assertEquals(place.sequence(), found.firstBad().sequence(), label + ": " + found);
            assertThrows(JournalDamagedException.class, () -> readAll(directory), label);
            restore(place.file(), at, original);
        }
        assertEquals(Status.CLEAN, JournalVerification.verify(directory).status());
    }

    /** Beyond the records lie Chronicle's own header, its indexes and the unused rest: all of it is under the seal of the close. */
    @Test
    void shouldFindAFlippedBitAnywhereInAClosedJournal() throws IOException {
        final Written written = Written.closed(directory, SEED);
        final Map<Path, byte[]> original = written.bytes();
        final List<Path> files = List.copyOf(original.keySet());
        final Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            final Path file = files.get(random.nextInt(files.size()));
            final int at = random.nextInt(original.get(file).length);
            final int bit = random.nextInt(8);
            flip(file, at, bit);
            final JournalVerification found = JournalVerification.verify(directory);
            final String label = "seed=" + SEED + " flip=" + i + " byte=" + at + " bit=" + bit + " of " + file;

            assertEquals(Status.DAMAGED, found.status(), label);
            assertEquals(file.getParent(), found.firstBad().file().getParent(), label + ": " + found);
            restore(file, at, original);
        }
    }

    @Test
    void shouldNeverCallATruncatedJournalClean() throws IOException {
        final Written written = Written.closed(directory, SEED);
        final Map<Path, byte[]> original = written.bytes();
        final List<Path> files = written.files(".cq4");
        final Random random = new Random(SEED);
        for (int i = 0; i < TRUNCATIONS; i++) {
            final Path file = files.get(random.nextInt(files.size()));
            final byte[] whole = original.get(file);
            final int length = random.nextInt(whole.length);
            cut(file, length);
            final JournalVerification found = JournalVerification.verify(directory);

            assertEquals(Status.DAMAGED, found.status(), "seed=" + SEED + " length=" + length + " of " + file);
            write(file, whole, length, whole.length);
        }
    }

    /** Without the seal of a close only the watermark tells what must be there: nothing below it may be missing. */
    @Test
    void shouldNeverCallATruncatedCrashedJournalClean() throws IOException {
        final Written written = crashed();
        final Path file = written.files(".cq4").getFirst();
        final byte[] whole = Files.readAllBytes(file);
        final List<Written.Place> places = written.places();
        final Random random = new Random(SEED);
        for (int i = 0; i < TRUNCATIONS; i++) {
            final int length = random.nextInt(whole.length);
            cut(file, length);
            final JournalVerification found = JournalVerification.verify(directory);
            final long wholeRecords = places.stream().filter(place -> place.to() <= length).count();

            assertNotEquals(Status.CLEAN, found.status(), "seed=" + SEED + " length=" + length);
            if (wholeRecords < 60) {
                assertEquals(Status.DAMAGED, found.status(), "seed=" + SEED + " length=" + length + ": 60 records were durable");
            }
            write(file, whole, length, whole.length);
        }
    }

    @Test
    void shouldCallAnUnfinishedLastRecordATornTail() throws IOException {
        final Written written = crashed();
        final Written.Place last = written.places().getLast();
        try (RandomAccessFile file = new RandomAccessFile(last.file().toFile(), "rw")) {
            file.seek(last.from() + 3);
            final int highest = file.read();
            file.seek(last.from() + 3);
            file.write(highest | 0x80);        // The writer's mark for "not complete".
        }
        final JournalVerification found = JournalVerification.verify(directory);

        assertEquals(Status.TORN_TAIL, found.status());
        assertEquals(99, found.records());
    }

    /** The kill may come between any two bytes; a document's header is written after all of them. */
    @Test
    void shouldCallARecordWithoutItsHeaderATornTail() throws IOException {
        final Written written = crashed();
        final Path file = written.files(".cq4").getFirst();
        final byte[] whole = Files.readAllBytes(file);
        for (final Written.Place killedIn : written.places().subList(60, 60 + KILLED_IN)) {
            final int first = killedIn.from() + Integer.BYTES;
            write(file, new byte[whole.length], killedIn.from(), whole.length);
            for (int end = first; end <= killedIn.to(); end++) {
                write(file, whole, Math.max(first, end - 1), end);
                final JournalVerification found = JournalVerification.verify(directory);

                assertEquals(Status.TORN_TAIL, found.status(), "seed=" + SEED + " end=" + end + ": " + found);
                assertEquals(killedIn.sequence() - 1, found.records(), "seed=" + SEED + " end=" + end);
            }
            write(file, whole, killedIn.from(), whole.length);
        }
    }

    /** Records that were not durable may be lost with the power: only where durable ones are hidden, an erased header is damage. */
    @Test
    void shouldFindATailHiddenBehindAnErasedHeader() throws IOException {
        final Written written = crashed();
        final List<Written.Place> places = written.places();
        erase(places.get(70));
        final JournalVerification lost = JournalVerification.verify(directory);
        assertEquals(Status.TORN_TAIL, lost.status(), lost.toString());
        assertEquals(70, lost.records());
        assertEquals("torn tail after 70 records (" + LostTail.TORN + ")", lost.toString());

        erase(places.get(40));
        final JournalVerification found = JournalVerification.verify(directory);
        assertEquals(Status.DAMAGED, found.status());
        assertEquals(places.get(40).file(), found.firstBad().file());
        assertEquals(41, found.firstBad().sequence());
    }

    private static void erase(final Written.Place header) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(header.file().toFile(), "rw")) {
            file.seek(header.from());
            file.write(new byte[4]);
        }
    }

    @Test
    void shouldNameAMissingFile() throws IOException {
        final Written written = Written.closed(directory, SEED);
        for (final Path file : written.files(".cq4", "opened", "closed")) {
            final byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            final JournalVerification found = JournalVerification.verify(directory);
            assertEquals(Status.DAMAGED, found.status(), file.toString());
            assertEquals(file.getParent(), found.firstBad().file().getParent(), found.toString());
            Files.write(file, whole);
        }
    }

    @Test
    void shouldNameAMissingSegment() throws IOException {
        Written.closed(directory, SEED);
        Files.move(directory.resolve("0000"), directory.resolve("elsewhere"));
        final JournalVerification found = JournalVerification.verify(directory);

        assertEquals(Status.DAMAGED, found.status());
        assertEquals(directory.resolve("0000"), found.firstBad().file());
    }

    @Test
    void shouldFindSegmentsOfAnotherJournal() throws IOException {
        Written.closed(directory.resolve("a"), SEED);
        Written.closed(directory.resolve("b"), SEED + 1);
        Files.move(directory.resolve("a/0001"), directory.resolve("a-0001"));
        Files.move(directory.resolve("b/0001"), directory.resolve("a/0001"));
        final JournalVerification found = JournalVerification.verify(directory.resolve("a"));

        assertEquals(Status.DAMAGED, found.status());
        assertEquals(directory.resolve("a/0001"), found.firstBad().file().getParent());
    }

    /** Sound in itself, of the right number, and of another history: only the chain tells. */
    @Test
    void shouldFindARecordOfAnotherJournal() throws IOException {
        final Path ours = directory.resolve("ours");
        final Path theirs = directory.resolve("theirs");
        try (JournalWriter writer = append(directory.resolve("live"), 'a'); JournalWriter other = append(theirs, 'b')) {
            assertEquals(writer.lastSequence(), other.lastSequence());
            copy(directory.resolve("live/0000"), ours.resolve("0000"));
            Files.copy(directory.resolve("live/anchor"), ours.resolve("anchor"));
        }
        final Written.Place place = new Written(ours, SEED).places().get(4);
        final byte[] foreign = Arrays.copyOfRange(
            Files.readAllBytes(new Written(theirs, SEED).places().get(4).file()), place.from(), place.to());
        try (RandomAccessFile file = new RandomAccessFile(place.file().toFile(), "rw")) {
            file.seek(place.from());
            file.write(foreign);
        }

        final JournalVerification found = JournalVerification.verify(ours);
        assertEquals(Status.DAMAGED, found.status());
        assertEquals(new JournalVerification.Damage(place.file(), 5, "the chain is broken"), found.firstBad());
        try (JournalReader reader = JournalReader.open(ours)) {
            for (int i = 1; i <= 4; i++) {
                assertTrue(reader.next());
            }
            final JournalDamagedException thrown = assertThrows(JournalDamagedException.class, reader::next);
            assertEquals("the chain is broken", thrown.damage().reason());
        }
    }

    /** Ten records of one letter, all of them durable and in one file. */
    private static JournalWriter append(final Path journal, final char letter) {
        final JournalWriter writer = JournalWriter.open(journal, Written.SETTINGS, () -> 1_700_000_000_000L);
        for (int i = 1; i <= 10; i++) {
            writer.append(i, new UnsafeBuffer(String.valueOf(letter).repeat(50).getBytes(StandardCharsets.US_ASCII)), 0, 50);
        }
        new GroupCommit(Written.SETTINGS, writer).commit();
        return writer;
    }

    /** The last durable record must be there, and it is enough. */
    @Test
    void shouldNeedExactlyWhatWasDurable() throws IOException {
        final Written written = crashed();
        final Path file = written.files(".cq4").getFirst();
        final byte[] whole = Files.readAllBytes(file);
        final List<Written.Place> places = written.places();

        Files.write(file, Arrays.copyOf(whole, places.get(59).to()));
        final JournalVerification all = JournalVerification.verify(directory);
        assertEquals(Status.TORN_TAIL, all.status(), all.toString());
        assertEquals(60, all.records());

        Files.write(file, Arrays.copyOf(whole, places.get(58).to()));
        final JournalVerification less = JournalVerification.verify(directory);
        assertEquals(Status.DAMAGED, less.status(), less.toString());
        assertEquals("record 60 was durable, but the journal ends at record 59", less.firstBad().reason());
    }

    /** An append that goes where no reader looks first would be lost; the writer finds out before anything is built on it. */
    @Test
    void shouldReadItsFirstRecordBack() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, Written.SETTINGS)) {
            Files.write(directory.resolve("0000/19700101-000000T.cq4"), new byte[4096]);
            final JournalException refused =
                assertThrows(JournalException.class, () -> writer.append(1, new UnsafeBuffer(new byte[8]), 0, 8));
            assertEquals("the first record of " + directory.resolve("0000") + " can't be read back", refused.getMessage());

            final JournalException after = assertThrows(JournalException.class, () -> writer.add(new UnsafeBuffer(new byte[8]), 0, 8));
            assertEquals(directory + " takes no more records: an append failed, and it is unknown what was written. Open it again.", after.getMessage());
        }
        assertFalse(Files.exists(directory.resolve("0000/closed")), "an end that is unknown is not sealed");
    }

    /** What is read back begins like the record and is longer: it is another one. */
    @Test
    void shouldNotTakeALongerRecordForItsFirst() throws IOException {
        final Path other = directory.resolve("other");
        try (JournalWriter writer = JournalWriter.open(other, Written.SETTINGS)) {
            writer.append(1, new UnsafeBuffer(new byte[16]), 0, 16);
        }
        final Path journal = directory.resolve("journal");
        try (JournalWriter writer = JournalWriter.open(journal, Written.SETTINGS)) {
            Files.copy(Segment.at(other, 0).dataFiles().getFirst(), journal.resolve("0000/19700101-000000T.cq4"));
            final JournalException refused =
                assertThrows(JournalException.class, () -> writer.append(1, new UnsafeBuffer(new byte[8]), 0, 8));
            assertEquals("the first record of " + journal.resolve("0000") + " can't be read back", refused.getMessage());
        }
    }

    @Test
    void shouldNeverAppendToADamagedJournal() throws IOException {
        final Written written = Written.closed(directory, SEED);
        final Written.Place place = written.places().get(17);
        flip(place.file(), place.to() - 1, 3);
        final Map<Path, byte[]> before = written.bytes();
        final JournalDamagedException refused =
            assertThrows(JournalDamagedException.class, () -> JournalWriter.open(directory, Written.SETTINGS));

        assertTrue(refused.getMessage().contains(place.file().toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("18"), refused.getMessage());
        final Map<Path, byte[]> after = written.bytes();
        assertEquals(before.keySet(), after.keySet());
        before.forEach((file, bytes) -> assertTrue(Arrays.equals(bytes, after.get(file)), file.toString()));
    }

    @Test
    void shouldRefuseASecondWriter() {
        try (JournalWriter first = JournalWriter.open(directory, Written.SETTINGS)) {
            final JournalException refused =
                assertThrows(JournalException.class, () -> JournalWriter.open(directory, Written.SETTINGS));
            assertEquals(
                directory + " is occupied: another writer holds it. Stop that one, or give another directory.", refused.getMessage());
            assertEquals(0, first.lastSequence());
        }
    }

    /** 100 records, 60 of them durable, and then nothing more: as a process leaves it that is killed. */
    private Written crashed() throws IOException {
        final Written live = new Written(directory.resolveSibling(directory.getFileName() + "-live"), SEED);
        try (JournalWriter writer = live.open()) {
            final GroupCommit commit = new GroupCommit(Written.SETTINGS, writer);
            live.append(writer, 60);
            commit.commit();
            live.append(writer, 40);
            copy(live.journal.resolve("0000"), directory.resolve("0000"));
            Files.copy(live.journal.resolve("anchor"), directory.resolve("anchor"));
        }
        final Written dead = new Written(directory, SEED);
        dead.payloads.addAll(live.payloads);
        return dead;
    }

    private static void copy(final Path from, final Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (final Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void readAll(final Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            long records = 0;
            while (reader.next()) {
                records++;
            }
            if (records < 150) {
                throw new JournalDamagedException(new JournalVerification.Damage(journal, records + 1, "the reader saw an early end"));
            }
        }
    }

    private static void flip(final Path path, final int at, final int bit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            final int before = file.read();
            file.seek(at);
            file.write(before ^ 1 << bit);
        }
    }

    private static void cut(final Path file, final int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /** In place: some file systems go to the disk each time a file is emptied and written again. */
    private static void write(final Path file, final byte[] bytes, final int from, final int to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes, from, to - from), from);
        }
    }

    private static void restore(final Path path, final int at, final Map<Path, byte[]> original) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            file.write(original.get(path)[at]);
        }
    }
}
