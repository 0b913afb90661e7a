package io.ringmaster.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets work end in order when the process is interrupted: the process waits until this is closed. */
final class StopSignal implements AutoCloseable {

    private static final long MOST_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean isAsked;

    static StopSignal listening() {
        final StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void stop() {
        isAsked = true;
        try {
            // Waits for the latch, not for the main thread: a thread that calls exit while the process exits blocks forever.
            ended.await(MOST_SECONDS, TimeUnit.SECONDS);
            System.out.flush();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the work although the process is not interrupted. */
    void ask() {
        isAsked = true;
    }

    /** Whether the work must end. */
    boolean isAsked() {
        return isAsked;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // The process ends already; the hook waits for nothing any more.
            return;
        }
    }
}
