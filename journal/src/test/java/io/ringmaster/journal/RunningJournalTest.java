package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunningJournalTest {

    private static final int LOOKS = 60;

    @TempDir
    private Path directory;

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
