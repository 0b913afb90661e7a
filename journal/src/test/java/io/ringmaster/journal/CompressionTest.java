package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressionTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int FLIPS = 120 * Integer.getInteger("times", 1);

    @TempDir
    private Path directory;

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        final Written written = Written.closed(directory, SEED);
        final JournalVerification before = JournalVerification.verify(directory);
        final JournalCompression.Result result = JournalCompression.compress(directory);

        assertEquals(4, result.files());
        assertTrue(result.compressed() < result.bytes(), result.toString());
        assertEquals(0, written.files(".cq4").size());
        assertEquals(4, written.files(".cq4.zst").size());
        assertEquals(before, JournalVerification.verify(directory));
        for (int after = 0; after < written.payloads.size(); after += 7) {
            assertReadsOn(written, after);
        }
        assertEquals(new JournalCompression.Result(0, 0, 0), JournalCompression.compress(directory), "once is enough");
        try (JournalWriter writer = written.open()) {
            written.append(writer, 20);
        }
        assertReadsOn(written, 0);
        assertEquals(Status.CLEAN, JournalVerification.verify(directory).status());
    }

    /** Records that lie across frames of a megabyte, and some that fill more than one. */
    @Test
    void shouldReadRecordsOfAnySizeOverFrames() {
        final Random random = new Random(SEED);
        final Written written = new Written(directory, SEED);
        try (JournalWriter writer = JournalWriter.open(directory, JournalSettings.defaults().withDiskFloor(0))) {
            for (int i = 1; i <= 60; i++) {
                final byte[] payload = new byte[i == 30 ? RecordDescriptor.MAX_PAYLOAD_BYTES : random.nextInt(300_000)];
                random.nextBytes(payload);
                written.payloads.add(payload);
                writer.append(i, new UnsafeBuffer(payload), 0, payload.length);
            }
        }
        JournalCompression.compress(directory);

        assertReadsOn(written, 0);
        assertReadsOn(written, 29);
        assertEquals(Status.CLEAN, JournalVerification.verify(directory).status());
    }

    @Test
    void shouldFindEveryFlippedBitAndEveryTruncation() throws IOException {
        final Written written = Written.closed(directory, SEED);
        JournalCompression.compress(directory);
        final Random random = new Random(SEED);
        for (int i = 0; i < FLIPS; i++) {
            final List<Path> files = written.files(".zst");
            final Path file = files.get(random.nextInt(files.size()));
            final byte[] whole = Files.readAllBytes(file);
            final byte[] changed = i % 10 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            final int at = random.nextInt(whole.length);
            if (i % 10 != 0) {
                changed[at] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, changed);
            final JournalVerification found = JournalVerification.verify(directory);
            final String label = "seed=" + SEED + " flip=" + i + " byte=" + at + " of " + file;
            assertEquals(Status.DAMAGED, found.status(), label);
            assertEquals(file, found.firstBad().file(), label);
            assertThrows(JournalDamagedException.class, () -> readAll(written.payloads.size()), label);
            Files.write(file, whole);
        }
        assertEquals(Status.CLEAN, JournalVerification.verify(directory).status());
    }

    /** Whoever distrusts this program decompresses with another. */
    @Test
    void shouldBeAFileThatZstdReads() throws Exception {
        final Written written = Written.closed(directory, SEED);
        final Map<Path, byte[]> before = written.bytes();
        JournalCompression.compress(directory);
        for (final Path file : written.files(".zst")) {
            final Path back = directory.resolve("back");
            final int exit;
            try {
                exit = new ProcessBuilder("zstd", "-q", "-d", "-f", file.toString(), "-o", back.toString()).start().waitFor();
            } catch (final IOException e) {
                assumeTrue(false, "no zstd here");
                return;
            }
            assertEquals(0, exit);
            assertArrayEquals(before.get(file.resolveSibling(Segment.nameOf(file))), Files.readAllBytes(back));
        }
    }

    @Test
    void shouldCompressWhatHasEndedWhileTheJournalIsWrittenAndRead() throws IOException {
        final Written written = new Written(directory, SEED);
        try (JournalWriter writer = written.open(); JournalReader slow = JournalReader.open(directory)) {
            final GroupCommit commit = new GroupCommit(Written.SETTINGS, writer);
            final JournalCompression compression = new JournalCompression(problem -> {
                throw new AssertionError(problem);
            }, writer);
            for (int file = 0; file < 4; file++) {
                written.append(writer, 25);
                commit.commit();
                if (file == 0) {
                    assertTrue(slow.next());
                }
                compression.compressFinished();
                written.roll();
            }
            assertEquals(3, written.files(".zst").size(), "not the one that is being written");
            assertEquals(1, written.files(".cq4").size());
            final JournalVerification found = JournalVerification.verify(directory);
            assertEquals(Status.WRITING, found.status(), found.toString());
            assertEquals(100, found.records());
            for (int i = 1; i < 100; i++) {
                assertTrue(slow.next());
                assertPayload(written, slow, i);
            }
        }
        assertEquals(Status.CLEAN, JournalVerification.verify(directory).status());
        assertReadsOn(written, 0);
    }

    /** Killed when the copy was in place and the file not yet gone, and in the middle of a copy. */
    @Test
    void shouldReadOnBehindACompressionThatDied() throws IOException {
        final Written written = Written.closed(directory, SEED);
        final Path file = written.files(".cq4").get(1);
        final byte[] plain = Files.readAllBytes(file);
        new FileCompressor().compress(file);
        Files.write(file, plain);
        Files.write(file.resolveSibling("x.cq4.zst.tmp"), new byte[10]);

        assertReadsOn(written, 0);
        assertEquals(Status.CLEAN, JournalVerification.verify(directory).status());
        JournalCompression.compress(directory);
        assertEquals(0, written.files(".cq4").size());
        assertReadsOn(written, 0);
    }

    @Test
    void shouldNotTouchADamagedJournal() throws IOException {
        final Written written = Written.closed(directory, SEED);
        final Path file = written.files(".cq4").getFirst();
        final byte[] bytes = Files.readAllBytes(file);
        bytes[written.places().getFirst().to() - 1] ^= 1;
        Files.write(file, bytes);

        assertThrows(JournalDamagedException.class, () -> JournalCompression.compress(directory));
        assertEquals(4, written.files(".cq4").size());
    }

    private void assertReadsOn(final Written written, final int after) {
        try (JournalReader reader = JournalReader.open(directory, after)) {
            for (int i = after; i < written.payloads.size(); i++) {
                assertTrue(reader.next(), "record " + (i + 1) + " after " + after);
                assertPayload(written, reader, i);
            }
            assertFalse(reader.next());
        }
    }

    private static void assertPayload(final Written written, final JournalReader reader, final int index) {
        final byte[] payload = new byte[reader.length()];
        reader.buffer().getBytes(reader.offset(), payload);
        assertArrayEquals(written.payloads.get(index), payload, "record " + (index + 1));
    }

    private void readAll(final int records) {
        try (JournalReader reader = JournalReader.open(directory)) {
            for (int i = 0; i < records; i++) {
                if (!reader.next()) {
                    throw new JournalDamagedException(new JournalVerification.Damage(directory, i + 1, "an early end"));
                }
            }
        }
    }
}
