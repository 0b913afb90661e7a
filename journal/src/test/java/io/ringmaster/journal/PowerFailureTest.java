package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a power failure the disk has some of the last pages and not others. Every durable record is there, and the session goes on behind them. */
class PowerFailureTest {

    private static final long SEED = 83;
    private static final int DURABLE = 60;
    private static final int ALL = 160;
    private static final int PAGE = 4_096;

    @TempDir
    private Path directory;
    private Path failed;
    private Path file;
    private int durableTo;
    private int end;

    /** A journal whose writer died: 60 records are durable, 100 more may be on the disk or not; several of them in one document. */
    @BeforeEach
    void fail() throws IOException {
        final Path live = directory.resolve("live");
        failed = directory.resolve("failed");
        final Random random = new Random(SEED);
        try (JournalWriter writer = JournalWriter.open(live, Written.SETTINGS, () -> 1_700_000_000_000L)) {
            append(writer, DURABLE, random);
            writer.commit(writer.lastAppended());
            append(writer, ALL - DURABLE, random);
            copy(live, failed);
        }
        file = Segment.of(failed).getFirst().dataFiles().getFirst();
        final Written written = new Written(failed, SEED);
        durableTo = written.places().stream().filter(place -> place.sequence() <= DURABLE).mapToInt(Written.Place::to).max().orElseThrow();
        end = written.places().getLast().to();
        assertTrue(end - durableTo > 4 * PAGE, "the records fill pages");
    }

    private static void append(final JournalWriter writer, final int records, final Random random) {
        for (int i = 0; i < records; i += 4) {
            for (int k = 0; k < 4; k++) {
                final byte[] payload = new byte[random.nextInt(400)];
                random.nextBytes(payload);
                writer.add(new UnsafeBuffer(payload), 0, payload.length);
            }
            writer.write();
        }
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (final Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    @Test
    void shouldGoOnBehindTheDurableRecordsWhateverPagesAreMissing() throws IOException {
        final Random random = new Random(SEED);
        for (int page = (durableTo + PAGE - 1) & -PAGE; page < end; page += PAGE) {
            for (final boolean isOld : new boolean[] {false, true}) {
                final byte[] on = new byte[PAGE];
                if (isOld) {
                    random.nextBytes(on);
                }
                assertGoesOn(page, on, "seed=" + SEED + " page at " + page + (isOld ? ", old content" : ", zeros"));
            }
        }
    }

    private void assertGoesOn(final int at, final byte[] on, final String label) throws IOException {
        final Path disk = directory.resolve("disk-" + at + "-" + on[0]);
        copy(failed, disk);
        final Path torn = Segment.of(disk).getFirst().dataFiles().getFirst();
        try (RandomAccessFile bytes = new RandomAccessFile(torn.toFile(), "rw")) {
            bytes.seek(at);
            bytes.write(on);
        }
        final JournalVerification found = JournalVerification.verify(disk);
        assertEquals(Status.TORN_TAIL, found.status(), label + ": " + found);
        assertTrue(found.records() >= DURABLE && found.records() < ALL, label + ": " + found);
        assertEquals(found.records(), read(disk), label);

        try (JournalWriter writer = JournalWriter.open(disk, Written.SETTINGS)) {
            append(writer, 8, new Random(at));
        }
        final JournalVerification after = JournalVerification.verify(disk);
        assertEquals(Status.CLEAN, after.status(), label + ": " + after);
        assertEquals(found.records() + 8, after.records(), label);
        assertEquals(after.records(), read(disk), label);
        assertEquals(after.records(), JournalVerification.verifyHeldBehind(disk, new KnownRecord(found.lastSequence(), found.lastChain())).lastSequence());
    }

    /** Reads every record, and counts them. */
    private static long read(final Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            long records = 0;
            while (reader.next()) {
                assertEquals(++records, reader.sequence());
            }
            assertFalse(reader.next());
            return records;
        }
    }

    /** What was durable must be there: a power failure does not excuse it. */
    @Test
    void shouldCallAMissingPageOfDurableRecordsDamage() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(durableTo - 100);
            bytes.write(new byte[8]);
        }
        final JournalVerification found = JournalVerification.verify(failed);
        assertEquals(Status.DAMAGED, found.status(), found.toString());
        assertThrows(JournalDamagedException.class, () -> read(failed));
        assertThrows(JournalDamagedException.class, () -> JournalWriter.open(failed, Written.SETTINGS));
    }

    /** Once a writer went on, the records that it continued must be there. */
    @Test
    void shouldCallARecordThatWasContinuedDamageIfItChanges() throws IOException {
        try (JournalWriter writer = JournalWriter.open(failed, Written.SETTINGS)) {
            append(writer, 4, new Random(SEED));
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(end - 40);
            bytes.write(new byte[8]);
        }
        assertEquals(Status.DAMAGED, JournalVerification.verify(failed).status());
        assertThrows(JournalDamagedException.class, () -> read(failed));
    }
}
