package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final UnsafeBuffer PAYLOAD = new UnsafeBuffer(new byte[64]);

    @TempDir
    private Path directory;

    @Test
    @Timeout(180)
    void shouldMakeEverythingDurableFromItsOwnThread() {
        // However slow the disk is, the journal does not lag.
        final JournalSettings settings = 
            new JournalSettings(1_000_000, Long.MAX_VALUE, 0, 1 << 20, JournalSettings.Roll.DAILY, false,
                JournalSettings.Limits.NONE);
        try (JournalWriter writer = JournalWriter.open(directory, settings);
             GroupCommit commit = new GroupCommit(settings, writer)) {
            commit.start();
            for (int i = 1; i <= 1_000; i++) {
                writer.append(i, PAYLOAD, 0, 64);
            }
            while (writer.durableSequence() < 1_000) {
                Thread.onSpinWait();
            }
            assertTrue(commit.isHealthy());
            assertTrue(commit.freeBytes() > 0);
            assertEquals(1_000, Anchor.read(directory.resolve("anchor")).sequence());
        }
    }

    @Test
    @Timeout(180)
    void shouldShowALagThatGrowsWhileTheDiskDoesNotAnswer() {
        final JournalSettings settings = 
            new JournalSettings(1_000_000, 20_000_000, 0, 1 << 20, JournalSettings.Roll.DAILY, false,
                JournalSettings.Limits.NONE);
        try (JournalWriter writer = JournalWriter.open(directory, settings)) {
            final GroupCommit neverStarted = new GroupCommit(settings, writer);
            writer.append(1, PAYLOAD, 0, 64);
            while (neverStarted.lagNs() <= 20_000_000) {
                Thread.onSpinWait();
            }
            assertFalse(neverStarted.isHealthy());
        }
    }

    @Test
    @Timeout(180)
    void shouldWriteNothingBelowTheFloorOfFreeSpace() {
        final JournalSettings settings = JournalSettings.defaults().withDiskFloor(Long.MAX_VALUE / 4);
        try (JournalWriter writer = JournalWriter.open(directory, settings);
             GroupCommit commit = new GroupCommit(settings, writer)) {
            writer.append(1, PAYLOAD, 0, 64);
            commit.start();
            while (commit.freeBytes() == Long.MAX_VALUE) {
                Thread.onSpinWait();
            }
            assertFalse(commit.isHealthy());
            final JournalException refused = assertThrows(JournalException.class, () -> writer.append(2, PAYLOAD, 0, 64));
            assertTrue(refused.getMessage().startsWith(directory + " takes no more records: "), refused.getMessage());
            assertTrue(refused.getMessage().endsWith("free some space"), refused.getMessage());
        }
        assertEquals(1, JournalVerification.verify(directory).records());
    }

    /** A person hears of it while records are still written. */
    @Test
    void shouldCallSpaceShortFromTwiceTheFloorOn() throws IOException {
        final long tenth = Files.getFileStore(directory).getUsableSpace() / 10;
        for (final int tenths : List.of(4, 6)) {
            final JournalSettings settings =
                new JournalSettings(1_000_000, Long.MAX_VALUE, tenths * tenth, 1 << 20, JournalSettings.Roll.DAILY, false,
                JournalSettings.Limits.NONE);
            try (JournalWriter writer = JournalWriter.open(directory.resolve("of" + tenths), settings)) {
                final GroupCommit neverStarted = new GroupCommit(settings, writer);
                neverStarted.checkSpace(0);
                writer.append(1, PAYLOAD, 0, 64);
                assertEquals(tenths == 4, neverStarted.isHealthy(), tenths + " tenths of what is free");
            }
        }
    }

    /** One thread writes an input and then the output it causes, again and again, while the other commits. */
    @Test
    @Timeout(180)
    void shouldNeverMakeAnOutputDurableBeforeItsInput() throws IOException, InterruptedException {
        final JournalSettings settings = JournalSettings.defaults().withDiskFloor(0);
        try (JournalWriter inputs = JournalWriter.open(directory.resolve("inputs"), settings);
             JournalWriter outputs = JournalWriter.open(directory.resolve("outputs"), settings)) {
            final GroupCommit neverStarted = new GroupCommit(settings, inputs, outputs);
            for (int round = 0; round < 100; round++) {
                final long first = outputs.lastSequence() + 1;
                final Thread session = new Thread(() -> {
                    for (long i = first; i < first + 200; i++) {
                        inputs.append(i, PAYLOAD, 0, 8);
                        outputs.append(i, PAYLOAD, 0, 8);
                    }
                });
                session.start();
                while (outputs.lastSequence() < first) {
                    Thread.onSpinWait();
                }
                neverStarted.commit();
                assertTrue(outputs.durableSequence() <= inputs.durableSequence(), "round " + round);
                session.join();
            }
        }
    }

    @Test
    void shouldRefuseRecordsOfAllJournalsWhenTheDiskOfOneIsGone() throws IOException {
        final JournalSettings settings = JournalSettings.defaults().withDiskFloor(0);
        try (JournalWriter gone = JournalWriter.open(directory.resolve("gone"), settings);
             JournalWriter other = JournalWriter.open(directory.resolve("other"), settings)) {
            final GroupCommit neverStarted = new GroupCommit(settings, gone, other);
            Files.move(directory.resolve("gone/0000"), directory.resolve("elsewhere"));
            neverStarted.checkSpace(0);
            Files.move(directory.resolve("elsewhere"), directory.resolve("gone/0000"));
            assertFalse(neverStarted.isHealthy());
            for (final JournalWriter writer : List.of(gone, other)) {
                final JournalException refused = assertThrows(JournalException.class, () -> writer.append(1, PAYLOAD, 0, 64));
                assertTrue(refused.getMessage().contains("the disk failed: "), refused.getMessage());
            }
        }
    }
}
