package io.ringmaster.monitor.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures how long an event takes from its append to the first moment that shows it, at a rate of events, and what the model's thread costs while
 * nothing comes. The model reads the same files as another process would; only the clock is shared.
 */
final class TailMeasured {

    private static final int PIECE = 50;
    private static final long IDLE_NS = 2_000_000_000L;

    private TailMeasured() {
    }

    /** The arguments are an empty directory, events a second, and seconds. */
    public static void main(final String[] arguments) throws Exception {
        final Path directory = Path.of(arguments[0]);
        final int rate = Integer.parseInt(arguments[1]);
        final int pieces = rate * Integer.parseInt(arguments[2]) / PIECE;
        final AtomicLongArray appendedNs = new AtomicLongArray(pieces * (PIECE + 8));
        final Histogram ages = new Histogram(3);
        try (RecordedSession session = new RecordedSession(directory, 71, 100, 20_000); SessionModel model = SessionModel.open(directory)) {
            session.append(100_000);
            model.settled().join();
            final long first = session.sequence();
            final Thread watcher = Thread.ofPlatform().start(() -> watch(model, first, appendedNs, ages));
            final long cpu = model.cpuNs();
            final long start = System.nanoTime();
            for (int i = 0; i < pieces; i++) {
                final long before = session.sequence();
                session.append(PIECE);
                final long now = System.nanoTime();
                for (long sequence = before + 1; sequence <= session.sequence(); sequence++) {
                    appendedNs.set((int) (sequence - first), now);
                }
                LockSupport.parkNanos(start + (i + 1L) * PIECE * 1_000_000_000L / rate - System.nanoTime());
            }
            final double seconds = (System.nanoTime() - start) / 1e9;
            final long last = session.sequence();
            model.settled().join();
            watcher.interrupt();
            watcher.join();
            System.out.printf("%,.0f events a second for %.1f s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (%,d moments); CPU of the model's thread %.1f %%%n",
                (last - first) / seconds, seconds, ages.getValueAtPercentile(50) / 1e6, ages.getValueAtPercentile(99) / 1e6,
                ages.getMaxValue() / 1e6, ages.getTotalCount(), (model.cpuNs() - cpu) / seconds / 1e7);
            final long idleCpu = model.cpuNs();
            LockSupport.parkNanos(IDLE_NS);
            System.out.printf("idle: CPU of the model's thread %.2f %%%n", (model.cpuNs() - idleCpu) * 100.0 / IDLE_NS);
        }
        System.out.println(Files.readString(Path.of("/proc/loadavg")).trim());
    }

    /** Notes the age of the oldest event that a moment shows first: the one after the last that the moment before showed. */
    private static void watch(final SessionModel model, final long first, final AtomicLongArray appendedNs, final Histogram ages) {
        long shown = first;
        while (!Thread.currentThread().isInterrupted()) {
            final Moment moment = model.moment();
            if (moment.sequence() > shown) {
                final long now = System.nanoTime();
                final long appended = appendedNs.get((int) (shown + 1 - first));
                if (appended != 0) {
                    ages.recordValue(Math.max(0, now - appended));
                }
                shown = moment.sequence();
            }
            LockSupport.parkNanos(200_000);
        }
    }
}
