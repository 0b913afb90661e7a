package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunningJournalTest {

    private static final int LOOKS = 60;

    @TempDir
    private Path directory;

    @Test
    void shouldBeReadableByItsOwnerAlone() throws IOException {
        Assumptions.assumeTrue(Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class), "no owners here");
        final Path journal = directory.resolve("journal");
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[200]);
        try (JournalWriter writer = JournalWriter.open(journal, Written.SETTINGS)) {
            writer.append(1, payload, 0, 200);
            try (Stream<Path> files = Files.walk(journal)) {
                files.forEach(RunningJournalTest::assertOwnersAlone);
            }
        }
        try (Stream<Path> files = Files.walk(journal)) {
            files.forEach(RunningJournalTest::assertOwnersAlone);
        }
    }

    private static void assertOwnersAlone(final Path file) {
        try {
            assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files are begun, filled, rolled and shortened all the while. */
    @Test
    @Timeout(120)
    void shouldNeverTakeAJournalThatIsBeingWrittenForDamaged() throws Exception {
        final AtomicBoolean isWanted = new AtomicBoolean(true);
        final AtomicLong timeMs = new AtomicLong(1_700_000_000_000L);
        final JournalSettings settings = Written.SETTINGS;
        try (JournalWriter writer = JournalWriter.open(directory, settings, timeMs::get); GroupCommit commit = new GroupCommit(settings, writer)) {
            commit.start();
            final Thread writing = new Thread(() -> {
                final UnsafeBuffer payload = new UnsafeBuffer(new byte[200]);
                for (long i = 1; isWanted.get(); i++) {
                    writer.append(i, payload, 0, 200);
                    if (i % 200 == 0) {
                        timeMs.addAndGet(1_000);
                        Thread.onSpinWait();
                    }
                    while (isWanted.get() && i > writer.durableSequence() + 400) {
                        Thread.onSpinWait();
                    }
                }
            });
            writing.start();
            long before = 0;
            for (int look = 0; look < LOOKS; look++) {
                final long durable = writer.durableSequence();
                final JournalVerification found = JournalVerification.verify(directory);
                assertEquals(Status.WRITING, found.status(), found.toString());
                assertTrue(found.lastSequence() >= Math.max(before, durable), found + " before: " + before + ", durable: " + durable);
                before = found.lastSequence();
                assertTailFollows(before);
            }
            isWanted.set(false);
            writing.join();
            assertTrue(before > 0);
        }
        assertEquals(Status.CLEAN, JournalVerification.verify(directory).status());
    }

    private void assertTailFollows(final long reached) {
        try (JournalReader reader = JournalReader.openAtEnd(directory)) {
            assertTrue((reader == null ? 0 : reader.sequence()) >= reached);
        }
    }
}
