package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.TimerEncoder;
import io.ringmaster.schema.TimerKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRoundTripTest {

    private static final long SEED = Long.getLong("seed", 71);

    @TempDir
    private Path directory;

    @Test
    void shouldReadBackEveryRecordOverRollsAndOpenings() throws IOException {
        final Written written = Written.closed(directory, SEED);

        assertReadsBack(written);
        assertEquals(4, written.files(".cq4").size());
        assertEquals(2, Segment.of(directory).size());
        final JournalVerification found = JournalVerification.verify(directory);
        assertEquals(JournalVerification.Status.CLEAN, found.status());
        assertEquals(150, found.records());
        assertEquals(150, found.lastSequence());
    }

    @Test
    void shouldTakeTheSmallestAndTheLargestPayload() {
        final byte[] largest = new byte[1 << 20];
        Arrays.fill(largest, (byte) 7);
        try (JournalWriter writer = JournalWriter.open(directory, JournalSettings.defaults().withDiskFloor(0))) {
            writer.append(1, new UnsafeBuffer(new byte[0]), 0, 0);
            writer.append(2, new UnsafeBuffer(largest), 0, largest.length);
            final JournalException refused = assertThrows(
                JournalException.class, () -> writer.append(3, new UnsafeBuffer(new byte[(1 << 20) + 1]), 0, (1 << 20) + 1));
            assertEquals("a record of 1048577 bytes is too large for " + directory, refused.getMessage());
        }
        try (JournalReader reader = JournalReader.open(directory)) {
            assertTrue(reader.next());
            assertEquals(0, reader.length());
            assertTrue(reader.next());
            assertEquals(1 << 20, reader.length());
            assertEquals(7, reader.buffer().getByte(reader.offset() + (1 << 20) - 1));
            assertFalse(reader.next());
        }
    }

    /** The layout is a promise to whoever reads a journal in ten years: computed here from the drawing alone. */
    @Test
    void shouldLayOutRecordsAsDrawn() throws IOException {
        final byte[] payload = "hello, record".getBytes(StandardCharsets.US_ASCII);
        try (JournalWriter writer = JournalWriter.open(directory, Written.SETTINGS)) {
            writer.append(1, new UnsafeBuffer(payload), 0, payload.length);
        }
        final ByteBuffer expected = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        expected.putInt(13).putInt(0x524D0001).putLong(1).put(payload);
        final CRC32C crc = new CRC32C();
        crc.update(expected.array(), 0, 36);
        expected.putInt(36, (int) crc.getValue());
        final Written.Place place = new Written(directory, SEED).places().getFirst();
        final byte[] file = Files.readAllBytes(place.file());

        assertArrayEquals(expected.array(), Arrays.copyOfRange(file, place.from() + 4, place.to()));
    }

    @Test
    void shouldReadOnFromAnyRecord() {
        final Written written = Written.closed(directory, SEED);
        for (int after = 0; after <= written.payloads.size(); after++) {
            try (JournalReader reader = JournalReader.open(directory, after)) {
                assertEquals(after, reader.sequence());
                assertEquals(chainOf(after), reader.chain());
                for (int i = after; i < written.payloads.size(); i++) {
                    assertTrue(reader.next(), "record " + (i + 1) + " after " + after);
                    final byte[] payload = new byte[reader.length()];
                    reader.buffer().getBytes(reader.offset(), payload);
                    assertArrayEquals(written.payloads.get(i), payload, "record " + (i + 1) + " after " + after);
                }
                assertFalse(reader.next());
            }
        }
        final JournalException refused = assertThrows(JournalException.class, () -> JournalReader.open(directory, 151));
        assertEquals(directory + " ends at record 150, before record 151.", refused.getMessage());
    }

    /** From a walk over everything before. */
    private int chainOf(final long sequence) {
        try (JournalReader reader = JournalReader.open(directory)) {
            while (reader.sequence() < sequence) {
                assertTrue(reader.next());
            }
            return reader.chain();
        }
    }

    @Test
    void shouldFollowAWriterThatIsStillWriting() {
        final Written written = new Written(directory, SEED);
        try (JournalWriter writer = written.open(); JournalReader reader = JournalReader.open(directory)) {
            assertFalse(reader.next());
            written.append(writer, 1);
            assertTrue(reader.next());
            assertFalse(reader.next());
            written.roll();
            written.append(writer, 2);
            assertTrue(reader.next());
            assertTrue(reader.next());
            assertEquals(3, reader.sequence());
            assertFalse(reader.next());
        }
    }

    @Test
    void shouldNotGoBackInFilesWhenTheClockStepsBack() throws IOException {
        final Written written = new Written(directory, SEED);
        try (JournalWriter writer = written.open()) {
            written.append(writer, 10);
            written.stepBack();
            written.append(writer, 10);
        }

        assertReadsBack(written);
        assertEquals(1, written.files(".cq4").size());
    }

    @Test
    void shouldContinueSequenceAndChainInANewSegment() {
        final Written written = new Written(directory, SEED);
        try (JournalWriter writer = written.open()) {
            written.append(writer, 5);
        }
        try (JournalWriter writer = written.open()) {
            assertEquals(5, writer.lastSequence());
            final JournalException refused =
                assertThrows(JournalException.class, () -> writer.append(7, new UnsafeBuffer(new byte[8]), 0, 8));
            assertEquals("record 7 does not follow record 5 of " + directory, refused.getMessage());
            written.append(writer, 5);
        }

        assertReadsBack(written);
    }

    @Test
    void shouldReadOnBehindAWriterThatDiedBeforeItsFirstRecord() {
        final Written written = new Written(directory, SEED);
        try (JournalWriter writer = written.open()) {
            written.append(writer, 5);
        }
        new Segment(directory.resolve("0001"), 1).directory().toFile().mkdir();
        new Segment(directory.resolve("0001"), 1).writeOpened(
            new Segment.Opened(Segment.FORMAT, 5, JournalVerification.verify(directory).lastChain(), "CLEAN"));
        try (JournalWriter writer = written.open()) {
            written.append(writer, 5);
        }

        assertEquals(3, Segment.of(directory).size());
        assertReadsBack(written);
    }

    @Test
    void shouldCountAndPrintMessagesByName() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final TimerEncoder timer = new TimerEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        timer.receiveTimeNs(1_700_000_000_000_000_000L).kind(TimerKind.TICK);
        try (JournalWriter writer = JournalWriter.open(directory, Written.SETTINGS)) {
            writer.append(1, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength());
            writer.append(2, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength());
        }
        final JournalStats stats = JournalStats.of(directory);
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        JournalDump.print(directory, new PrintStream(text));

        assertEquals(2, stats.records());
        assertEquals(List.of(TimerEncoder.TEMPLATE_ID), List.copyOf(stats.byTemplate().keySet()));
        final String[] lines = text.toString(StandardCharsets.UTF_8).split("\n");
        assertEquals(2, lines.length);
        assertTrue(lines[0].startsWith("1 ") && lines[0].contains("Timer") && lines[0].contains("TICK"), lines[0]);
    }

    private static void assertReadsBack(final Written written) {
        try (JournalReader reader = JournalReader.open(written.journal)) {
            for (int i = 0; i < written.payloads.size(); i++) {
                assertTrue(reader.next(), "record " + (i + 1));
                assertEquals(i + 1, reader.sequence());
                final byte[] payload = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), payload);
                assertArrayEquals(written.payloads.get(i), payload, "record " + (i + 1));
            }
            assertFalse(reader.next());
        }
    }
}
