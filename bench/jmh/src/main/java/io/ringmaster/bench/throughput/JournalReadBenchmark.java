package io.ringmaster.bench.throughput;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.TemporaryDirectory;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Question: what does a replay pay for each record that it reads and checks, and how much of it is the checksum?
 *
 * <p>Input: a journal of 20,000 records of the size of a trade and of a large book message; an invocation opens it and reads it to its end.
 * {@code checksum} is the CRC of the same number of bytes.
 *
 * <p>Changes a decision at: 125 ns for a small record. A replay of 8 million points a second has that much for each in all, so the read may take a
 * quarter.
 */
public class JournalReadBenchmark extends PerOperation {

    private static final int RECORDS = 20_000;

    /** Payload bytes. */
    @Param({"53", "800"})
    public int length;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer bytes;

    @Setup
    public void allocate() {
        bytes = ByteBuffer.allocateDirect(length);
    }

    /** The journal that is read. */
    @State(Scope.Thread)
    public static class Journal {

        private final TemporaryDirectory directory = new TemporaryDirectory("journal-bench");

        @Setup
        public void write(final JournalReadBenchmark benchmark) {
            directory.create();
            final UnsafeBuffer payload = new UnsafeBuffer(benchmark.bytes);
            try (JournalWriter writer = JournalWriter.open(directory.path(), JournalSettings.defaults().withDiskFloor(0))) {
                for (long sequence = 1; sequence <= RECORDS; sequence++) {
                    payload.putLong(0, sequence);
                    writer.append(sequence, payload, 0, payload.capacity());
                }
            }
        }

        @TearDown
        public void delete() {
            directory.delete();
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long read(final Journal journal) {
        long read = 0;
        try (JournalReader reader = JournalReader.open(journal.directory.path())) {
            while (reader.next()) {
                read++;
            }
        }
        if (read != RECORDS) {
            throw new IllegalStateException(read + " of " + RECORDS + " records were read");
        }
        return read;
    }

    @Benchmark
    public long checksum() {
        crc.reset();
        bytes.clear();
        crc.update(bytes);
        return crc.getValue();
    }
}
