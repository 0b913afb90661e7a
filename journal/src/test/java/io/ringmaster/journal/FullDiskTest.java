package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room refuses a record as a whole: what is there stays sound, and the journal goes on when there is room again. */
class FullDiskTest {

    private static final int PAYLOAD_BYTES = 1_000;
    private static final JournalSettings SETTINGS = JournalSettings.defaults().withDiskFloor(0);

    @TempDir
    private Path directory;

    /** The core of it on any file system: behind every byte that Chronicle may touch there are blocks before it does. */
    @Test
    void shouldHaveBlocksBehindEveryRecordBeforeItIsWritten() throws Exception {
        final Path journal = directory.resolve("journal");
        try (JournalWriter writer = JournalWriter.open(journal, SETTINGS)) {
            final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD_BYTES]);
            long records = 0;
            for (int round = 0; round < 12; round++) {
                for (int i = 0; i < 500; i++) {
                    writer.append(++records, payload, 0, PAYLOAD_BYTES);
                }
                final Path file = new Segment(journal.resolve("0000"), 0).dataFiles().getFirst();
                final long used = records * (PAYLOAD_BYTES + 24);
                assertTrue(allocatedBytes(file) >= used + (1 << 17), allocatedBytes(file) + " bytes for " + used);
            }
            assertTrue(allocatedBytes(journal.resolve("0000/metadata.cq4t")) >= Files.size(journal.resolve("0000/metadata.cq4t")));
        }
        final Path file = new Segment(journal.resolve("0000"), 0).dataFiles().getFirst();
        assertTrue(Files.size(file) < 12 * 500 * (PAYLOAD_BYTES + 40), "what was not used is given back: " + Files.size(file));
        assertEquals(6_000, JournalVerification.verify(journal).records());
    }

    @Test
    @Timeout(120)
    void shouldRefuseARecordOnAFullTmpfs() throws Exception {
        onSmallDisk("tmpfs", 1, "mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", "DISK");
    }

    @Test
    @Timeout(120)
    void shouldRefuseARecordOnAFullExt4() throws Exception {
        final Path image = directory.resolve("image");
        run("truncate", "-s", "16M", image.toString());
        assumeTrue(run("mkfs.ext4", "-q", "-F", image.toString()) == 0, "no mkfs.ext4 here");
        onSmallDisk("ext4", 3, "mount", "-o", "loop", image.toString(), "DISK");
    }

    /** The file that a roll could not finish must not be sealed with the others. */
    @Test
    @Timeout(120)
    void shouldStaySoundIfThereIsNoRoomForTheNextFile() throws Exception {
        final Path disk = Files.createDirectory(directory.resolve("roll"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()) == 0, "a small tmpfs can't be mounted here: it takes root");
        try {
            final Path journal = disk.resolve("journal");
            final Path ballast = disk.resolve("ballast");
            final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD_BYTES]);
            final AtomicLong timeMs = new AtomicLong(1_000);
            try (JournalWriter writer = JournalWriter.open(journal, Written.SETTINGS, timeMs::get)) {
                writer.append(1, payload, 0, PAYLOAD_BYTES);
                fillUp(ballast);
                timeMs.set(5_000);
                final JournalException refused = assertThrows(JournalException.class, () -> writer.append(2, payload, 0, PAYLOAD_BYTES));
                assertTrue(refused.getMessage().contains("No space left on device"), refused.getMessage());
                Files.delete(ballast);
            }
            assertEquals(Status.CLEAN, JournalVerification.verify(journal).status(), () -> JournalVerification.verify(journal).toString());
            try (JournalWriter writer = JournalWriter.open(journal, Written.SETTINGS)) {
                writer.append(2, payload, 0, PAYLOAD_BYTES);
            }
            assertEquals(2, JournalVerification.verify(journal).records());
        } finally {
            assertEquals(0, run("umount", "-l", disk.toString()));
        }
    }

    private static void fillUp(final Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            final byte[] block = new byte[4096];
            assertThrows(IOException.class, () -> {
                while (true) {
                    out.write(block);
                }
            });
        } catch (final IOException e) {
            assertTrue(e.getMessage().contains("No space"), e.getMessage());
        }
    }

    private void onSmallDisk(final String kind, final int together, final String... mount) throws Exception {
        final Path disk = Files.createDirectory(directory.resolve(kind));
        mount[mount.length - 1] = disk.toString();
        assumeTrue(run(mount) == 0, "a small " + kind + " can't be mounted here: it takes root");
        try {
            fill(disk, together);
        } finally {
            assertEquals(0, run("umount", "-l", disk.toString()));
        }
    }

    /** @param together records that are appended as one document */
    private static void fill(final Path disk, final int together) throws IOException {
        final Path journal = disk.resolve("journal");
        final Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[2 << 20]);
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD_BYTES]);
        long records = 0;
        try (JournalWriter writer = JournalWriter.open(journal, SETTINGS)) {
            final GroupCommit commit = new GroupCommit(SETTINGS, writer);
            JournalException refused = null;
            while (refused == null) {
                assertTrue(records < 100_000, "the disk is never full");
                try {
                    for (int i = 0; i < together; i++) {
                        writer.add(payload, 0, PAYLOAD_BYTES);
                    }
                    writer.write();
                    records += together;
                } catch (final JournalException e) {
                    refused = e;
                }
                if (records % 100 < together) {
                    commit.commit();
                }
            }
            final String lost = together == 1 ? "record " + (records + 1) + " of " + journal + " was not written: "
                : "records " + (records + 1) + " to " + (records + together) + " of " + journal + " were not written: ";
            assertTrue(refused.getMessage().startsWith(lost), refused.getMessage());
            assertTrue(refused.getMessage().contains("No space left on device"), refused.getMessage());
            assertEquals(Status.WRITING, JournalVerification.verify(journal).status());
            assertEquals(records, JournalVerification.verify(journal).records());
            assertEquals(false, commit.isHealthy(), "a person hears of it");

            Files.delete(ballast);
            for (int i = 0; i < 1_000; i++) {
                writer.append(++records, payload, 0, PAYLOAD_BYTES);
            }
            commit.commit();
        }
        final JournalVerification found = JournalVerification.verify(journal);
        assertEquals(Status.CLEAN, found.status(), found.toString());
        assertEquals(records, found.records());

        // Not even an opening fits.
        fillUp(ballast);
        final JournalException refused = assertThrows(JournalException.class, () -> JournalWriter.open(journal, SETTINGS));
        assertTrue(refused.getMessage().contains("No space left on device"), refused.getMessage());
        Files.delete(ballast);
        assertTrue(JournalVerification.verify(journal).status() != Status.DAMAGED, () -> JournalVerification.verify(journal).toString());
        try (JournalWriter writer = JournalWriter.open(journal, SETTINGS)) {
            writer.append(records + 1, payload, 0, PAYLOAD_BYTES);
        }
        assertEquals(records + 1, JournalVerification.verify(journal).records());
    }

    /** As {@code du} counts. */
    private static long allocatedBytes(final Path file) throws IOException, InterruptedException {
        final Process du = new ProcessBuilder("du", "-B1", file.toString()).start();
        final String said = new String(du.getInputStream().readAllBytes()).split("\\s")[0];
        assertEquals(0, du.waitFor());
        return Long.parseLong(said);
    }

    private static int run(final String... command) throws IOException, InterruptedException {
        final Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (final IOException e) {
            return -1;    // There is no such program.
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }
}
