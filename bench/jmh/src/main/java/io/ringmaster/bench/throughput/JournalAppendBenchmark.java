package io.ringmaster.bench.throughput;

import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does one appended record cost, and how much of it is the checksum? Input: records of the size of a trade and of a book message,
 * to a journal in a temporary directory. If an append took more than a microsecond and its checksum less than a tenth of that, we would check
 * how the journal is mapped.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalAppendBenchmark {

    /** Payload bytes. */
    @Param({"53", "800"})
    public int length;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer bytes;
    private UnsafeBuffer payload;
    private Path directory;
    private JournalWriter writer;
    private long sequence;

    @Setup(Level.Iteration)
    public void open() throws IOException {
        bytes = ByteBuffer.allocateDirect(length);
        payload = new UnsafeBuffer(bytes);
        directory = Files.createTempDirectory("journal-bench");
        writer = JournalWriter.open(directory, JournalSettings.defaults().withDiskFloor(0));
        sequence = 0;
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        writer.close();
        try (Stream<Path> files = Files.walk(directory)) {
            final List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (final Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public long append() {
        writer.append(++sequence, payload, 0, length);
        return sequence;
    }

    /** The baseline: only the checksum of the same number of bytes. */
    @Benchmark
    public long checksum() {
        crc.reset();
        bytes.clear();
        crc.update(bytes);
        return crc.getValue();
    }
}
