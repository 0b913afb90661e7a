package io.ringmaster.cli.bench;

import com.sun.management.ThreadMXBean;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.replay.Replay;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Measures how fast one thread replays a journal, and the two unavoidable parts of that: reading and checking the journal, and moving the same
 * messages through a ring whose stages do nothing. All three run in turn in one process, so that the machine's state affects them equally.
 */
final class ReplayBench {

    private static final OutputSink NOWHERE = (buffer, offset, length) -> { };

    private final SessionDirectory session;
    private final Settings settings;
    private final EngineConfig config;
    private final TopologySettings topology;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * The measurements.
     *
     * @param report            of the last round
     * @param replay            wall time of each measured round, nanoseconds, ascending
     * @param read              the same for the bare read
     * @param ring              the same for the bare ring
     * @param latency           time of one event through all stages, nanoseconds, from a separate round; the rounds that measure rates
     *                          do not read the clock for each event
     * @param bytesAllocated    heap bytes the replaying thread allocated in the last round, opening the journals and the engine included
     */
    record Figures(
        ReplayReport report, List<Long> replay, List<Long> read, List<Long> ring, Histogram latency, long bytesAllocated) { }

    ReplayBench(final SessionDirectory session, final Settings settings) {
        this.session = session;
        this.settings = settings;
        config = settings.engine();
        topology = settings.topology().oneThread();
    }

    /** @param rounds measured rounds; as many warm-up rounds come first */
    Figures run(final int rounds) {
        final List<Long> replay = new ArrayList<>();
        final List<Long> read = new ArrayList<>();
        final List<Long> ring = new ArrayList<>();
        ReplayReport report = null;
        long allocated = 0;
        for (int round = -rounds; round < rounds; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            report = Replay.run(session, config, topology, Pacer.UNPACED);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            final long readNs = timed(this::readOnly);
            final long ringNs = timed(this::ringOnly);
            if (round >= 0) {
                replay.add(report.volume().elapsedNs());
                read.add(readNs);
                ring.add(ringNs);
            }
        }
        if (!report.isIdentical()) {
            throw new IllegalStateException("the replay differs: " + report.firstDifference());
        }
        for (final List<Long> times : List.of(replay, read, ring)) {
            times.sort(null);
        }
        return new Figures(report, replay, read, ring, latency(), allocated);
    }

    private static long timed(final LongSupplier work) {
        final long startNs = System.nanoTime();
        work.getAsLong();
        return System.nanoTime() - startNs;
    }

    private long readOnly() {
        long bytes = 0;
        try (JournalReader inputs = JournalReader.open(session.input())) {
            while (inputs.next()) {
                bytes += inputs.length();
            }
        }
        return bytes;
    }

    /** Includes reading, because the ring needs messages to move. */
    private long ringOnly() {
        try (JournalReader inputs = JournalReader.open(session.input()); EventRing ring = BareRing.wire(topology)) {
            long sequence = 0;
            while (inputs.next()) {
                ring.claim().put(++sequence, inputs.buffer(), inputs.offset(), inputs.length());
                ring.publish();
            }
            return sequence;
        }
    }

    private Histogram latency() {
        final TopologySettings timed = settings.topology().withMode(TopologySettings.Mode.COMPACT).on(1);
        try (JournalReader inputs = JournalReader.open(session.input());
             Engine engine = new Engine(config, timed, new Connections(InputLog.NONE, NOWHERE))) {
            while (inputs.next()) {
                engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
                engine.discardOrders();
            }
            return engine.latency().total();
        }
    }
}
