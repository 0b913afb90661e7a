package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a journal behind a record that is known finds what a look at the whole journal finds, from there on. */
class KnownRecordTest {

    private static final long SEED = Long.getLong("seed", 71);

    @TempDir
    private Path directory;

    @Test
    void shouldFindTheSameEndFromEveryRecord() {
        Written.closed(directory, SEED);
        final JournalVerification whole = JournalVerification.verify(directory);
        assertEquals(Status.CLEAN, whole.status());
        for (final KnownRecord known : chains()) {
            assertEquals(whole, JournalVerification.verifyHeldBehind(directory, known), known.toString());
        }
    }

    @Test
    void shouldFindTheSameEndOfAJournalWhoseWriterDied() throws IOException {
        final Path original = directory.resolve("original");
        final Path copy = directory.resolve("copy");
        final Written written = Written.closed(original, SEED);
        try (JournalWriter writer = written.open()) {
            written.append(writer, 25);
            // What is on the disk while the writer lives is what a process leaves that is killed.
            copy(original, copy);
        }
        final JournalVerification whole = JournalVerification.verifyHeld(copy);
        assertEquals(Status.TORN_TAIL, whole.status());
        assertEquals(175, whole.lastSequence());
        for (final KnownRecord known : chains(copy)) {
            assertEquals(whole, JournalVerification.verifyHeldBehind(copy, known), known.toString());
        }
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (final Path each : entries.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    @Test
    void shouldFindDamageBehindTheKnownRecordAndNotLookBeforeIt() throws IOException {
        final Written written = Written.closed(directory, SEED);
        final List<KnownRecord> chains = chains();
        final Written.Place place = written.places().stream().filter(each -> each.sequence() == 140).findFirst().orElseThrow();
        final byte[] bytes = Files.readAllBytes(place.file());
        bytes[place.to() - 1] ^= 1;
        Files.write(place.file(), bytes);

        final JournalVerification before = JournalVerification.verifyHeldBehind(directory, chains.get(130));
        assertEquals(Status.DAMAGED, before.status());
        assertEquals(140, before.firstBad().sequence());
        assertEquals(Status.DAMAGED, JournalVerification.verify(directory).status());
    }

    @Test
    void shouldLookAtEverythingWhereTheJournalDoesNotHoldTheRecord() {
        Written.closed(directory, SEED);
        final JournalVerification whole = JournalVerification.verify(directory);
        final KnownRecord real = chains().get(70);
        assertNull(new JournalVerifier(directory, false).verifyBehind(new KnownRecord(real.sequence(), real.chain() + 1)));
        assertNull(new JournalVerifier(directory, false).verifyBehind(new KnownRecord(151, 0)));
        assertEquals(whole, JournalVerification.verifyHeldBehind(directory, new KnownRecord(151, 0)));
        assertEquals(whole, JournalVerification.verifyHeldBehind(directory, null));
    }

    @Test
    void shouldContinueBehindAKnownRecord() {
        Written.closed(directory, SEED);
        final KnownRecord known = chains().get(140);
        try (JournalWriter writer = JournalWriter.open(directory, Written.SETTINGS, known)) {
            assertEquals(150, writer.lastSequence());
            writer.append(151, new org.agrona.concurrent.UnsafeBuffer(new byte[10]), 0, 10);
        }
        final JournalVerification whole = JournalVerification.verify(directory);
        assertEquals(Status.CLEAN, whole.status());
        assertEquals(151, whole.records());
    }

    private List<KnownRecord> chains() {
        return chains(directory);
    }

    private static List<KnownRecord> chains(final Path journal) {
        final List<KnownRecord> chains = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                chains.add(new KnownRecord(reader.sequence(), reader.chain()));
            }
        }
        return chains;
    }
}
