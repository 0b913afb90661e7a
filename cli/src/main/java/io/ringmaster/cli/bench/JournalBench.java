package io.ringmaster.cli.bench;

import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.journal.BareQueue;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records appended to a journal and read back, alone and several in one document, beside a bare Chronicle queue of the same bytes. The kinds take turns,
 * so that the state of the machine affects them equally; each round has a journal of its own.
 */
final class JournalBench {

    private static final long SEED = 71;
    private static final long LONGEST_NS = 10_000_000_000L;
    private static final int DIGITS = 3;

    private final Path parent;
    private final int records;
    private final int together;
    private final ByteBuffer bytes;
    private final UnsafeBuffer payload;
    private final Map<Kind, Times> times = new EnumMap<>(Kind.class);

    /** Where the records go. */
    enum Kind {

        QUEUE("bare Chronicle queue"), ALONE("journal, each record alone"), TOGETHER("journal, several together");

        final String label;

        Kind(final String label) {
            this.label = label;
        }
    }

    /**
     * What a kind took.
     *
     * @param appendNs a whole round of appends, by round
     * @param readNs   a whole round of reads, by round
     * @param calls    from the begin of one call to the begin of the next; a call appends one document
     */
    record Times(long[] appendNs, long[] readNs, Histogram calls) { }

    /**
     * @param parent   existing directory, in which each round has its journal until it ends
     * @param records  in each round
     * @param length   payload of a record, in bytes
     * @param together records in a document of {@link Kind#TOGETHER}
     */
    JournalBench(final Path parent, final int records, final int length, final int together) {
        this.parent = parent;
        this.records = records;
        this.together = together;
        bytes = ByteBuffer.allocateDirect(length);
        final byte[] random = new byte[length];
        new Random(SEED).nextBytes(random);
        bytes.put(random).clear();
        payload = new UnsafeBuffer(bytes);
    }

    /** @param rounds measured rounds of each kind, after a warm-up round */
    Map<Kind, Times> run(final int rounds) {
        for (final Kind kind : Kind.values()) {
            times.put(kind, new Times(new long[rounds], new long[rounds], new Histogram(LONGEST_NS, DIGITS)));
            round(kind, 0);
            times.get(kind).calls.reset();
        }
        for (int i = 0; i < rounds; i++) {
            for (final Kind kind : Kind.values()) {
                round(kind, i);
            }
        }
        return times;
    }

    private void round(final Kind kind, final int round) {
        final Path directory = parent.resolve("round");
        try {
            if (kind == Kind.QUEUE) {
                ofQueue(directory, times.get(kind), round);
            } else {
                ofJournal(directory, kind == Kind.ALONE ? 1 : together, times.get(kind), round);
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private void ofQueue(final Path directory, final Times into, final int round) {
        try (BareQueue queue = new BareQueue(directory, bytes)) {
            into.appendNs[round] = append(queue::append, records, into.calls);
            into.readNs[round] = read(queue::next);
        }
    }

    private void ofJournal(final Path directory, final int inDocument, final Times into, final int round) {
        try (JournalWriter writer = JournalWriter.open(directory, JournalSettings.defaults().withDiskFloor(0));
             JournalReader reader = JournalReader.open(directory)) {
            into.appendNs[round] = append(() -> appendDocument(writer, inDocument), records / inDocument, into.calls);
            into.readNs[round] = read(reader::next);
        }
    }

    private void appendDocument(final JournalWriter writer, final int inDocument) {
        for (int i = 0; i < inDocument; i++) {
            writer.add(payload, 0, bytes.capacity());
        }
        writer.write();
    }

    private static long append(final Runnable document, final int count, final Histogram calls) {
        final long startNs = System.nanoTime();
        long beginNs = startNs;
        for (int i = 0; i < count; i++) {
            document.run();
            final long endNs = System.nanoTime();
            calls.recordValue(Math.min(endNs - beginNs, LONGEST_NS));
            beginNs = endNs;
        }
        return beginNs - startNs;
    }

    private long read(final BooleanSupplier next) {
        final long startNs = System.nanoTime();
        long read = 0;
        while (next.getAsBoolean()) {
            read++;
        }
        if (read != records) {
            throw new IllegalStateException(read + " of " + records + " records were read back");
        }
        return System.nanoTime() - startNs;
    }
}
