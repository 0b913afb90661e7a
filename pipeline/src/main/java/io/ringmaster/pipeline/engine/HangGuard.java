package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.engine.StrategyWatchdog.Hang;
import io.ringmaster.schema.WatchdogFinding;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Detects strategies that do not return. It runs on a separate thread, because any other thread may be the one that hangs. After a detection the
 * engine refuses further inputs, so the thread that publishes or waits gets an exception and stands the session down. The guard also calls {@code
 * response} once, for work that must be done even if that thread hangs too.
 */
public final class HangGuard implements AutoCloseable {

    private static final long LONGEST_SLEEP_NS = 100_000_000L;
    private static final int LOOKS_A_LIMIT = 10;

    private final StrategyWatchdog watchdog;
    private final Engine engine;
    private final EpochNanoClock clock;
    private final long limitNs;
    private final Consumer<Hang> response;
    private final Thread thread;
    private volatile Hang hang;
    private volatile boolean isClosed;

    /**
     * @param limitNs  how long a call may take
     * @param response called on the guard's thread after the engine refuses inputs
     */
    public HangGuard(
        final StrategyWatchdog watchdog, final Engine engine, final EpochNanoClock clock, final long limitNs, final Consumer<Hang> response) {
        this.watchdog = watchdog;
        this.engine = engine;
        this.clock = clock;
        this.limitNs = limitNs;
        this.response = response;
        thread = new Thread(this::watch, "strategy-guard");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!isClosed) {
                final Hang found = watchdog.hanging(System.nanoTime(), limitNs);
                if (found != null) {
                    engine.hang(found.describe());
                    hang = found;
                    response.accept(found);
                    return;
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_SLEEP_NS, limitNs / LOOKS_A_LIMIT));
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a detected strategy still hangs. */
    public boolean isHanging() {
        final Hang found = hang;
        return found != null && watchdog.isStill(found);
    }

    /**
     * Records that a strategy hangs, so that the session is latched when it resumes. Call it on the publisher's thread, or on the guard's thread if
     * the publisher's hangs.
     *
     * @return whether the journal recorded it
     */
    public boolean record() {
        final Hang found = hang;
        if (found == null) {
            return false;
        }
        final boolean[] isRecorded = {false};
        new SessionMessages((buffer, offset, length) -> isRecorded[0] = engine.recordLast(buffer, offset, length)).watchdogVerdict(
            Math.max(clock.nanoTime(), engine.lastTimeNs()), found.strategyIndex(), WatchdogFinding.HANGS, System.nanoTime() - found.sinceNs(),
            found.limitNs());
        return isRecorded[0];
    }

    @Override
    public void close() {
        isClosed = true;
        // Waits for a running response, because its work must be completed.
        if (hang == null) {
            thread.interrupt();
        }
    }
}
