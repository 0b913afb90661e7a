package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.inference.ModelTimer;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.ChallengerLog;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hundreds of thousands of events of real market through the whole pipeline, journals on disk included: no hot thread allocates. */
@Isolated("It measures every thread of a pipeline, by name.")
class HotPathAllocationTest {

    private static final long WARM_UP = 200_000;
    /** A handover between threads takes many times as long as the work that is handed over, so fewer events do in spread. */
    private static final Map<TopologySettings.Mode, Long> MEASURED =
        Map.of(TopologySettings.Mode.COMPACT, 1_000_000L, TopologySettings.Mode.SPREAD, Math.min(1_000_000L, 250_000L * Integer.getInteger("times", 1)));
    /** Where other processes keep every core busy, each event waits for its seven threads to get one: then this many do. */
    private static final long LEAST = 120_000;
    private static final long PATIENCE_NS = 45_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path directory;

    /** What a journal's append allocated on its own thread: Chronicle, when it maps a new block of its file. */
    private static final class JournalAllocation {

        private volatile long bytes;

        private void add(final long more) {
            if (more != 0) {
                bytes = bytes + more;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldAllocateNothingPerEventOnAnyHotThread(final TopologySettings.Mode mode) {
        final Settings settings = Settings.readResource("/demo/demo.yaml", Map.of(
            "risk.maxDailyLoss", "1000000", "risk.maxDrawdown", "1", "policy.challengers", "[{id: beside, type: experts}]"));
        final TopologySettings topology = settings.topology().withMode(mode).on(Runtime.getRuntime().availableProcessors());
        final JournalSettings journal = JournalSettings.defaults().withDiskFloor(0);
        final JournalAllocation input = new JournalAllocation();
        final JournalAllocation output = new JournalAllocation();
        try (JournalWriter inputs = JournalWriter.open(directory.resolve("input"), journal);
             JournalWriter outputs = JournalWriter.open(directory.resolve("output"), journal);
             Engine engine = new Engine(
                 settings.engine(), topology,
                 new Connections(inputLog(inputs, input), outputSink(outputs, output), new StrategyWatchdog(settings.engine().strategies()), ModelTimer.NONE, () -> { }))) {
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            final LoopedMarket market = new LoopedMarket(WARM_UP + MEASURED.get(mode));
            final Snapshots snapshots = new Snapshots(engine, input, output, market, MEASURED.get(mode));
            final LockstepDriver driver = new LockstepDriver(
                engine, market, venue, settings.session().tickNs(), Pacer.UNPACED, snapshots);
            engine.startChallengers(ChallengerLog.NOWHERE);
            new SessionMessages(engine).start(driver.firstTimeNs(), settings.engine(), "test", "0".repeat(64));
            driver.run(Long.MAX_VALUE - 1);
            final Map<String, Long> allocated = snapshots.since();

            final long events = engine.status().get(Figure.EVENTS) - snapshots.eventsBefore;
            assertTrue(events >= LEAST, "events=" + events);
            assertTrue(engine.status().get(Figure.FILLS) > 20, "fills=" + engine.status().get(Figure.FILLS));
            System.out.printf("%s, %,d events, %,d fills; bytes allocated by %s; journals, mapping new blocks: input %,d, output %,d%n",
                mode, events, engine.status().get(Figure.FILLS), allocated, input.bytes, output.bytes);
            final long byJournals = input.bytes + output.bytes - snapshots.journalsBefore;
            final long byPublisher = allocated.remove("publisher");
            final long byStages = allocated.values().stream().mapToLong(Long::longValue).sum();
            if (mode == TopologySettings.Mode.SPREAD) {
                assertTrue(byStages - byJournals < FIRST_USE_BYTES, "by thread: " + allocated + ", of it journals " + byJournals);
                assertTrue(byPublisher < VENUE_BYTES, "publisher and simulated venue: " + byPublisher);
            } else {
                assertTrue(byPublisher - byJournals < VENUE_BYTES, "all on one thread: " + byPublisher + ", of it journals " + byJournals);
            }
        }
    }

    /** A path taken for the first time initialises its classes, once, on each of nine threads; a single byte an event would be seven times this. */
    private static final long FIRST_USE_BYTES = 32 * 1_024;

    /** The simulated venue, on the publisher's thread, remembers every order id it has seen: its table doubles now and then. */
    private static final long VENUE_BYTES = 128 * 1_024;

    /** Reads the counters of all hot threads when the warm-up is over, from the publisher's thread. */
    private static final class Snapshots implements Interjections {

        private final Engine engine;
        private final Map<String, Long> before = new TreeMap<>();
        private long eventsBefore;
        private long journalsBefore;
        private final JournalAllocation input;
        private final JournalAllocation output;
        private final LoopedMarket market;
        private final long measured;
        private long sinceNs;

        private Snapshots(final Engine engine, final JournalAllocation input, final JournalAllocation output, final LoopedMarket market,
            final long measured) {
            this.engine = engine;
            this.measured = measured;
            this.market = market;
            this.input = input;
            this.output = output;
        }

        @Override
        public void publishDue(final long timeNs) {
            if (eventsBefore == 0 && engine.lastSequence() > WARM_UP) {
                engine.awaitAll();
                journalsBefore = input.bytes + output.bytes;
                read(before);
                eventsBefore = engine.status().get(Figure.EVENTS);
                sinceNs = System.nanoTime();
            } else if (eventsBefore != 0 && isEnough(engine.lastSequence() - eventsBefore)) {
                market.end();
            }
        }

        private boolean isEnough(final long events) {
            return events > measured || events > LEAST && System.nanoTime() - sinceNs > PATIENCE_NS;
        }

        private Map<String, Long> since() {
            final Map<String, Long> after = new TreeMap<>();
            read(after);
            after.replaceAll((thread, bytes) -> bytes - before.get(thread));
            return after;
        }

        private static void read(final Map<String, Long> into) {
            for (final Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("stage-") || thread.getName().startsWith("challenger-") || thread == Thread.currentThread()) {
                    final String name = thread == Thread.currentThread() ? "publisher" : thread.getName();
                    into.put(name, THREADS.getThreadAllocatedBytes(thread.threadId()));
                }
            }
            into.put("publisher", THREADS.getCurrentThreadAllocatedBytes());
        }
    }

    private static InputLog inputLog(final JournalWriter writer, final JournalAllocation allocation) {
        return (sequence, buffer, offset, length) -> {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            writer.append(sequence, buffer, offset, length);
            allocation.add(THREADS.getCurrentThreadAllocatedBytes() - before);
        };
    }

    private static OutputSink outputSink(final JournalWriter writer, final JournalAllocation allocation) {
        return new OutputSink() {
            @Override
            public void append(final DirectBuffer buffer, final int offset, final int length) {
                final long before = THREADS.getCurrentThreadAllocatedBytes();
                writer.add(buffer, offset, length);
                allocation.add(THREADS.getCurrentThreadAllocatedBytes() - before);
            }

            @Override
            public void record() {
                final long before = THREADS.getCurrentThreadAllocatedBytes();
                writer.write();
                allocation.add(THREADS.getCurrentThreadAllocatedBytes() - before);
            }
        };
    }
}
