package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say about a journal in which one bit is not what it was. */
class DamagedJournalTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir
    private static Path directory;

    @Test
    void shouldNameFileAndSequenceOfAFlippedBitAndExitWith3() throws IOException {
        final Path session = directory.resolve("session");
        assertEquals(0, Cli.run("demo", "--json", "--speed", "0", "--seconds", "5", "--set", "journal.roll=daily", "--journal", session.toString()).exitCode());
        final Random random = new Random(SEED);
        for (int i = 0; i < 12; i++) {
            final Path journal = session.resolve(i % 2 == 0 ? "input" : "output");
            final long sequence = 1 + random.nextLong(records(journal));
            final Path file = onlyDataFile(journal);
            final long at = payloadStart(journal, file, sequence);
            flip(file, at);
            final String label = "seed=" + SEED + " flip=" + i;

            final Cli.Result verified = Cli.run("journal", "verify", session.toString(), "--json");
            final Map<String, String> json = verified.json();
            assertEquals(3, verified.exitCode(), label);
            assertEquals("false", json.get("ok"), label);
            assertEquals(file.toString(), json.get("firstBad.file"), label);
            assertEquals(Long.toString(sequence), json.get("firstBad.sequence"), label);
            final Cli.Result replayed = Cli.run("replay", session.toString());
            assertEquals(3, replayed.exitCode(), label);
            assertTrue(replayed.err().contains(file.toString()) && replayed.err().contains("record " + sequence), label + replayed.err());
            flip(file, at);
        }
        assertEquals(0, Cli.run("journal", "verify", session.toString()).exitCode());
        assertEquals(0, Cli.run("replay", session.toString()).exitCode());
    }

    /** A sound session whose outputs are not what its inputs lead to: recorded by a program that decided otherwise. */
    @Test
    void shouldNameTheFirstOutputThatDiffersAndExitWith3() {
        final Path a = directory.resolve("a");
        Cli.run("demo", "--json", "--no-wire", "--speed", "0", "--seconds", "5", "--journal", a.toString());
        final SessionDirectory mixed = new SessionDirectory(directory.resolve("mixed"));
        mixed.writeConfiguration(new SessionDirectory(a).readConfiguration());
        copyRecords(a.resolve("input"), mixed.input(), 0);
        copyRecords(a.resolve("output"), mixed.output(), 7);
        final Cli.Result replayed = Cli.run("replay", mixed.path().toString(), "--json");

        assertEquals(3, replayed.exitCode(), replayed.err());
        assertEquals("false", replayed.json().get("identical"), replayed.out() + replayed.err());
        assertTrue(replayed.json().get("firstDifference").startsWith("output journal, record 7: byte "), replayed.json().toString());
    }

    /** @param changed record whose last byte is made another */
    private static void copyRecords(final Path from, final Path to, final long changed) {
        try (JournalReader reader = JournalReader.open(from);
             JournalWriter writer = JournalWriter.open(to, JournalSettings.defaults().withDiskFloor(0))) {
            while (reader.next()) {
                final UnsafeBuffer record = new UnsafeBuffer(new byte[reader.length()]);
                record.putBytes(0, reader.buffer(), reader.offset(), reader.length());
                if (reader.sequence() == changed) {
                    record.putByte(reader.length() - 1, (byte) (record.getByte(reader.length() - 1) ^ 1));
                }
                writer.append(reader.sequence(), record, 0, reader.length());
            }
        }
    }

    @Test
    void shouldNotReplayUnderAnotherConfiguration() throws IOException {
        final Path session = directory.resolve("edited");
        Cli.run("demo", "--json", "--speed", "0", "--seconds", "5", "--journal", session.toString());
        final Path config = session.resolve("session.yaml");
        Files.writeString(config, Files.readString(config).replace("seed: 71", "seed: 72"));
        final Cli.Result replayed = Cli.run("replay", session.toString());

        assertEquals(3, replayed.exitCode());
        assertTrue(replayed.err().contains(config + " is not the configuration the session was run with"), replayed.err());
    }

    private static long records(final Path journal) {
        long records = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                records++;
            }
        }
        return records;
    }

    private static Path onlyDataFile(final Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            final List<Path> found = files.filter(file -> file.toString().endsWith(".cq4")).toList();
            assertEquals(1, found.size());
            return found.getFirst();
        }
    }

    /** Finds the record's own sequence number, little endian, in the file's bytes: 16 bytes before its payload. */
    private static long payloadStart(final Path journal, final Path file, final long sequence) throws IOException {
        final byte[] payload = new byte[16];
        int length = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next() && reader.sequence() < sequence) {
                // On to the record.
            }
            length = Math.min(payload.length, reader.length());
            reader.buffer().getBytes(reader.offset(), payload, 0, length);
        }
        final byte[] bytes = Files.readAllBytes(file);
        for (int at = 8; at + length < bytes.length; at += 4) {
            if (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at - 8) == sequence
                && Arrays.equals(bytes, at, at + length, payload, 0, length)) {
                return at;
            }
        }
        throw new AssertionError("record " + sequence + " was not found in " + file);
    }

    private static void flip(final Path path, final long at) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            final int before = file.read();
            file.seek(at);
            file.write(before ^ 4);
        }
    }
}
