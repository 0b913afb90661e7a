package io.ringmaster.bench.throughput;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.TemporaryDirectory;
import io.ringmaster.journal.BareQueue;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Question: what does one appended record cost, how much of it is the queue underneath, and how much the checksum?
 *
 * <p>Input: records of the size of a trade and of a large book message, to a journal in a temporary directory. {@code queue} appends the same bytes to a
 * bare Chronicle queue, without the journal's chain, allocation ahead and forcing.
 *
 * <p>Changes a decision at: an append that takes more than twice the queue's. Then something in front of the queue must go, such as a second copy.
 */
public class JournalAppendBenchmark extends PerOperation {

    /** Payload bytes. */
    @Param({"53", "800"})
    public int length;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer bytes;
    private UnsafeBuffer payload;

    @Setup(Level.Trial)
    public void allocate() {
        bytes = ByteBuffer.allocateDirect(length);
        payload = new UnsafeBuffer(bytes);
    }

    /** A journal, a new one for each iteration. */
    @State(Scope.Thread)
    public static class Journal {

        private final TemporaryDirectory directory = new TemporaryDirectory("journal-bench");
        private JournalWriter writer;
        private long sequence;

        @Setup(Level.Iteration)
        public void open() {
            directory.create();
            writer = JournalWriter.open(directory.path(), JournalSettings.defaults().withDiskFloor(0));
            sequence = 0;
        }

        @TearDown(Level.Iteration)
        public void close() {
            writer.close();
            directory.delete();
        }
    }

    /** A bare queue, a new one for each iteration. */
    @State(Scope.Thread)
    public static class Queue {

        private final TemporaryDirectory directory = new TemporaryDirectory("queue-bench");
        private BareQueue queue;

        @Setup(Level.Iteration)
        public void open(final JournalAppendBenchmark benchmark) {
            directory.create();
            queue = new BareQueue(directory.path(), benchmark.bytes);
        }

        @TearDown(Level.Iteration)
        public void close() {
            queue.close();
            directory.delete();
        }
    }

    @Benchmark
    public long append(final Journal journal) {
        journal.writer.append(++journal.sequence, payload, 0, length);
        return journal.sequence;
    }

    @Benchmark
    public void queue(final Queue queue) {
        queue.queue.append();
    }

    @Benchmark
    public long checksum() {
        crc.reset();
        bytes.clear();
        crc.update(bytes);
        return crc.getValue();
    }
}
