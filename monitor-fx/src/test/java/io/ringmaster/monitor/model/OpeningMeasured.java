package io.ringmaster.monitor.model;

import io.ringmaster.journal.JournalReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Measures how long a session takes to open, beside reading its journals alone, what memory it needs, and how long jumps take. CPU time of the
 * reading thread stands beside elapsed time, for a machine that is busy otherwise.
 */
final class OpeningMeasured {

    private static final int JUMPS = 200;

    private OpeningMeasured() {
    }

    /** The argument is the directory of a session. */
    public static void main(final String[] arguments) throws Exception {
        final Path session = Path.of(arguments[0]);
        read(session.resolve("input"));
        read(session.resolve("output"));
        final long before = System.nanoTime();
        try (SessionModel model = SessionModel.open(session)) {
            final Moment opened = model.settled().join();
            System.out.printf("open: %,d inputs in %,d ms; CPU of the model's thread %,d ms%n", opened.sequence(),
                (System.nanoTime() - before) / 1_000_000, model.cpuNs() / 1_000_000);
            memory();
            jumps(model, opened);
            System.out.printf("candles of 1 min: %,d; decisions: %,d; orders: %,d; fills: %,d%n", opened.candles(0, 60_000_000_000L).size(),
                opened.decisions().size(), opened.orders().size(), opened.fills().size());
        }
    }

    private static void read(final Path journal) {
        final long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        final long before = System.nanoTime();
        long records = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                records++;
            }
        }
        System.out.printf("read %s alone: %,d records in %,d ms; CPU %,d ms%n", journal.getFileName(), records,
            (System.nanoTime() - before) / 1_000_000, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000);
    }

    private static void memory() throws Exception {
        System.gc();
        final Runtime runtime = Runtime.getRuntime();
        System.out.printf("heap in use: %,d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.matches("(VmHWM|RssAnon|VmRSS).*")).forEach(System.out::println);
    }

    private static void jumps(final SessionModel model, final Moment opened) {
        final Random random = new Random(71);
        final long cpuNs = model.cpuNs();
        final long[] tookNs = new long[JUMPS];
        for (int i = 0; i < JUMPS; i++) {
            final long sequence = 1 + random.nextLong(opened.sequence());
            final long before = System.nanoTime();
            model.goToSequence(sequence).join();
            tookNs[i] = System.nanoTime() - before;
        }
        Arrays.sort(tookNs);
        System.out.printf("%d random jumps: p50 %,d us, p95 %,d us, max %,d us; CPU of one %,d us%n", JUMPS, tookNs[JUMPS / 2] / 1_000,
            tookNs[JUMPS * 95 / 100] / 1_000, tookNs[JUMPS - 1] / 1_000,
            (model.cpuNs() - cpuNs) / JUMPS / 1_000);
    }
}
