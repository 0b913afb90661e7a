package io.ringmaster.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal on disk made for a test, and the bytes of its files, so that it can be damaged and put back. */
final class Written {

    static final JournalSettings SETTINGS =
        new JournalSettings(10_000_000, 5_000_000_000L, 0, 1 << 16, JournalSettings.Roll.SECONDLY, true, JournalSettings.Limits.NONE);

    final Path journal;
    final List<byte[]> payloads = new ArrayList<>();
    private final Random random;
    private long timeMs = 1_700_000_000_000L;

    /** Where one record lies: its document's header word and everything up to the next document. */
    record Place(Path file, long sequence, int from, int to) {
    }

    Written(final Path journal, final long seed) {
        this.journal = journal;
        random = new Random(seed);
    }

    JournalWriter open() {
        return JournalWriter.open(journal, SETTINGS, () -> timeMs);
    }

    /** Appends so many records of random sizes. */
    void append(final JournalWriter writer, final int records) {
        for (int i = 0; i < records; i++) {
            final byte[] payload = new byte[random.nextInt(400)];
            random.nextBytes(payload);
            payloads.add(payload);
            writer.append(payloads.size(), new UnsafeBuffer(payload), 0, payload.length);
        }
    }

    /** The next append begins a new file. */
    void roll() {
        timeMs += 1_500;
    }

    /** The clock steps back. */
    void stepBack() {
        timeMs -= 60_000;
    }

    /** Two segments, the first of three files, closed in order. */
    static Written closed(final Path journal, final long seed) {
        final Written written = new Written(journal, seed);
        try (JournalWriter writer = written.open()) {
            for (int file = 0; file < 3; file++) {
                written.append(writer, 40);
                written.roll();
            }
        }
        try (JournalWriter writer = written.open()) {
            written.append(writer, 30);
        }
        return written;
    }

    List<Path> files(final String... suffixes) throws IOException {
        try (Stream<Path> all = Files.walk(journal)) {
            return all.filter(Files::isRegularFile)
                .filter(file -> Stream.of(suffixes).anyMatch(suffix -> file.getFileName().toString().endsWith(suffix)))
                .sorted().toList();
        }
    }

    Map<Path, byte[]> bytes() throws IOException {
        final Map<Path, byte[]> all = new LinkedHashMap<>();
        for (final Path file : files(".cq4", "opened", "closed")) {
            all.put(file, Files.readAllBytes(file));
        }
        return all;
    }

    /** Finds the records by the layout Chronicle and RecordDescriptor document, without any of the code under test. */
    List<Place> places() throws IOException {
        final List<Place> places = new ArrayList<>();
        for (final Path file : files(".cq4")) {
            final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            while (at + 4 <= bytes.capacity()) {
                final int word = bytes.getInt(at);
                if (word == 0 || word == 0xC000_0000) {
                    break;
                }
                final int length = word & 0x3FFF_FFFF;
                final int next = at + 4 + (length + 3) / 4 * 4;
                if ((word & 0x4000_0000) == 0) {
                    places.add(new Place(file, bytes.getLong(at + 4 + 8), at, next));
                }
                at = next;
            }
        }
        return places;
    }
}
