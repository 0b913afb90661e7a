package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are written together are one document: readers see all of them or none. */
class RecordsTogetherTest {

    private static final long SEED = Long.getLong("seed", 20261201);
    private static final int FLIPS = 500 * Integer.getInteger("times", 1);
    private static final int MOST_TOGETHER = 5;
    private static final int BATCHES = 60;

    @TempDir
    private Path directory;
    private final Random random = new Random(SEED);

    /** Adds from one to five records of random sizes, and writes them. */
    private void appendTogether(final JournalWriter writer) {
        final int count = 1 + random.nextInt(MOST_TOGETHER);
        for (int i = 0; i < count; i++) {
            add(writer, random.nextInt(400));
        }
        writer.write();
    }

    private void add(final JournalWriter writer, final int bytes) {
        final byte[] payload = new byte[bytes];
        random.nextBytes(payload);
        writer.add(new UnsafeBuffer(payload), 0, bytes);
    }

    private Written batches(final Path journal) {
        try (JournalWriter writer = JournalWriter.open(journal, Written.SETTINGS)) {
            for (int i = 0; i < BATCHES; i++) {
                appendTogether(writer);
            }
        }
        return new Written(journal, SEED);
    }

    @Test
    void shouldShowAllOfThemOrNone() throws IOException {
        final Written written = new Written(directory, SEED);
        try (JournalWriter writer = written.open(); JournalReader reader = JournalReader.open(directory)) {
            add(writer, 100);
            add(writer, 0);
            add(writer, 7);
            assertFalse(reader.next());
            assertEquals(0, writer.lastSequence());

            writer.write();
            assertEquals(3, writer.lastSequence());
            final int[] lengths = {100, 0, 7};
            for (int i = 0; i < lengths.length; i++) {
                assertTrue(reader.next());
                assertEquals(i + 1, reader.sequence());
                assertEquals(lengths[i], reader.length());
            }
            assertFalse(reader.next());
            assertEquals(1, written.places().size());
            assertEquals(4 + 120 + 24 + 32, written.places().getFirst().to() - written.places().getFirst().from());
        }
        assertEquals(3, JournalVerification.verify(directory).records());
    }

    /** What each record is does not depend on how many are written together: an anchor and a snapshot name the same record either way. */
    @Test
    void shouldChainThemAsIfTheyWereWrittenAlone() {
        final byte[] payload = {1, 2, 3};
        try (JournalWriter alone = JournalWriter.open(directory.resolve("alone"), Written.SETTINGS);
             JournalWriter together = JournalWriter.open(directory.resolve("together"), Written.SETTINGS)) {
            for (int i = 1; i <= 9; i++) {
                alone.append(i, new UnsafeBuffer(payload), 0, payload.length);
                together.add(new UnsafeBuffer(payload), 0, payload.length);
            }
            together.write();
        }
        assertEquals(
            JournalVerification.verify(directory.resolve("alone")).lastChain(), JournalVerification.verify(directory.resolve("together")).lastChain());
    }

    /** A restart can begin between two records of one document. */
    @Test
    void shouldOpenBehindAnyRecord() {
        batches(directory);
        final long last = JournalVerification.verify(directory).lastSequence();
        for (long after = 0; after < last; after++) {
            try (JournalReader reader = JournalReader.open(directory, after)) {
                assertTrue(reader.next());
                assertEquals(after + 1, reader.sequence());
            }
        }
        try (JournalReader end = JournalReader.openAtEnd(directory)) {
            assertEquals(last, end.sequence());
        }
    }

    @Test
    void shouldWriteTheEarlierOnesIfTheyLeaveNoRoom() {
        try (JournalWriter writer = JournalWriter.open(directory, JournalSettings.defaults().withDiskFloor(0))) {
            add(writer, 1 << 19);
            add(writer, (1 << 19) - 100);
            assertEquals(0, writer.lastSequence());
            add(writer, 1 << 20);
            assertEquals(2, writer.lastSequence());
            writer.write();
            assertEquals(3, writer.lastSequence());
        }
        assertEquals(3, JournalVerification.verify(directory).records());
    }

    /** An event that was not finished leaves nothing behind. */
    @Test
    void shouldDropWhatWasNotWrittenBeforeTheClose() {
        final long written;
        try (JournalWriter writer = JournalWriter.open(directory, Written.SETTINGS)) {
            appendTogether(writer);
            written = writer.lastSequence();
            add(writer, 10);
        }
        final JournalVerification found = JournalVerification.verify(directory);
        assertEquals(Status.CLEAN, found.status(), found.toString());
        assertEquals(written, found.lastSequence());
    }

    @Test
    void shouldFindEveryFlippedBit() throws IOException {
        final Written written = batches(directory);
        final List<Written.Place> places = written.places();
        final byte[] whole = Files.readAllBytes(places.getFirst().file());
        for (int i = 0; i < FLIPS; i++) {
            final int document = random.nextInt(places.size() - 1);
            final Written.Place place = places.get(document);
            final int at = place.from() + random.nextInt(place.to() - place.from());
            write(place.file(), new byte[] {(byte) (whole[at] ^ 1 << random.nextInt(8))}, at);
            final JournalVerification found = JournalVerification.verify(directory);
            final String label = "seed=" + SEED + " flip=" + i + " byte=" + at + ": " + found;

            assertEquals(Status.DAMAGED, found.status(), label);
            assertTrue(found.firstBad().sequence() >= place.sequence(), label);
            assertTrue(found.firstBad().sequence() < places.get(document + 1).sequence(), label);
            write(place.file(), new byte[] {whole[at]}, at);
        }
        assertEquals(Status.CLEAN, JournalVerification.verify(directory).status());
    }

    /** The kill may come between any two bytes of a document; its header is written after all of them. */
    @Test
    void shouldCallADocumentWithoutItsHeaderATornTail() throws IOException {
        final Path live = directory.resolve("live");
        final Path dead = Files.createDirectory(directory.resolve("dead"));
        try (JournalWriter writer = JournalWriter.open(live, Written.SETTINGS)) {
            for (int i = 0; i < BATCHES; i++) {
                appendTogether(writer);
            }
            Files.createDirectory(dead.resolve("0000"));
            try (Stream<Path> files = Files.list(live.resolve("0000"))) {
                for (final Path file : files.toList()) {
                    Files.copy(file, dead.resolve("0000").resolve(file.getFileName()));
                }
            }
            Files.copy(live.resolve("anchor"), dead.resolve("anchor"));
        }
        final List<Written.Place> places = new Written(dead, SEED).places();
        final Path file = places.getFirst().file();
        final byte[] whole = Files.readAllBytes(file);
        for (final Written.Place killedIn : places.subList(BATCHES - 4, BATCHES)) {
            write(file, new byte[whole.length - killedIn.from()], killedIn.from());
            for (int at = killedIn.from() + Integer.BYTES; at < killedIn.to(); at++) {
                write(file, new byte[] {whole[at]}, at);
                final JournalVerification found = JournalVerification.verify(dead);

                assertEquals(Status.TORN_TAIL, found.status(), "seed=" + SEED + " at=" + at + ": " + found);
                assertEquals(killedIn.sequence() - 1, found.records(), "seed=" + SEED + " at=" + at);
            }
            write(file, Arrays.copyOfRange(whole, killedIn.from(), whole.length), killedIn.from());
        }
        assertArrayEquals(whole, Files.readAllBytes(file));
    }

    private static void write(final Path file, final byte[] bytes, final int at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }
}
