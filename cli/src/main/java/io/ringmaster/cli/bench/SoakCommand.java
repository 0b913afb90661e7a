package io.ringmaster.cli.bench;

import com.sun.management.ThreadMXBean;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench soak}. */
@Command(
    name = "soak",
    description = {
        "Runs a session for a long time at a fixed rate and reports the heap that its events use: journals on disk, a watchdog, challengers, a simulated venue, and"
            + " the demo's recording over and over. Under a collector that never collects (scripts/soak-epsilon), the session must fit into the heap.",
        "Counts after a warm-up of as many events as --warm-up says. The journals are deleted at the end; they grow by about 0.4 GB an hour for 1,000 events a second."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  scripts/soak-epsilon --minutes 60"})
final class SoakCommand implements Runnable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long NS_PER_MINUTE = 60_000_000_000L;

    @Option(names = "--minutes", defaultValue = "60", description = "duration after the warm-up (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--rate", defaultValue = "5000", description = "events a second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--warm-up", defaultValue = "300000", description = "events before the measurement, at full speed (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--set", description = "override one setting of the demo: a.b=c; may be repeated")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        if (!(minutes > 0) || rate < 1 || rate > 1_000_000 || warmUp < 0) {
            throw new InvalidInputException("--minutes must be positive, --rate from 1 to 1000000, --warm-up not negative");
        }
        final Map<String, String> set = new TreeMap<>(Map.of(
            "risk.maxDailyLoss", "1000000", "risk.maxDrawdown", "1", "risk.maxEntries", "100000", "policy.challengers", "[{id: beside, type: experts}]"));
        set.putAll(overrides);
        final Path directory = Directories.temporary("ringmaster-soak");
        try {
            soak(Settings.readResource("/demo/demo.yaml", set), directory);
        } finally {
            Directories.delete(directory);
        }
    }

    private void soak(final Settings settings, final Path directory) {
        final long events = Math.round(minutes * 60 * rate);
        try (MeasuredSession session = new MeasuredSession(
            settings, settings.engine(), settings.topology().on(Runtime.getRuntime().availableProcessors()), RecordedMarket.bundled(), directory)) {
            session.warmUp(warmUp);
            final long heapBefore = heapBytes();
            final Map<Long, Long> before = allocated();
            final long fillsBefore = session.fills();
            new LoadGenerator(System::nanoTime, Waiting.on(System::nanoTime)).play(session, Arrivals.atRate(rate), 0, events);
            session.await();
            final Map<String, Long> byThread = since(before);
            print(events, session.fills() - fillsBefore, byThread, heapBytes() - heapBefore);
        }
    }

    /** Grows only, if nothing is collected. */
    private static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Map<Long, Long> allocated() {
        final Map<Long, Long> bytes = new TreeMap<>();
        for (final long id : THREADS.getAllThreadIds()) {
            bytes.put(id, THREADS.getThreadAllocatedBytes(id));
        }
        return bytes;
    }

    private static Map<String, Long> since(final Map<Long, Long> before) {
        final Map<String, Long> bytes = new TreeMap<>();
        allocated().forEach((id, now) -> {
            final long more = now - before.getOrDefault(id, 0L);
            if (more > 0 && THREADS.getThreadInfo(id) != null) {
                bytes.merge(THREADS.getThreadInfo(id).getThreadName(), more, Long::sum);
            }
        });
        return bytes;
    }

    private void print(final long events, final long fills, final Map<String, Long> byThread, final long heapGrowth) {
        final long all = byThread.values().stream().mapToLong(Long::longValue).sum();
        if (json) {
            final JsonLine line = new JsonLine().put("events", events).put("fills", fills).put("bytesAllocated", all).put("bytesPerEvent", (double) all / events)
                .put("heapGrowthBytes", heapGrowth);
            line.putObject("bytesByThread", each -> byThread.forEach(each::put)).putObject("machine", Machine.here()::put).print(System.out);
            return;
        }
        System.out.printf(Locale.ROOT, "%,d events at %,d a second, %,d fills%n", events, rate, fills);
        byThread.forEach((thread, bytes) -> System.out.printf(Locale.ROOT, "  %-24s %,14d bytes%n", thread, bytes));
        System.out.printf(Locale.ROOT, "  all threads: %,d bytes, %.3f an event; the heap in use grew by %,d bytes%n", all, (double) all / events, heapGrowth);
        System.out.println(Machine.here().text());
    }
}
