package io.ringmaster.journal;

import io.ringmaster.journal.AppendedTail.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes the records of several journals durable together, every few milliseconds, on its own thread. Appends do not wait for the disk, and a
 * power failure loses at most the last interval. Reports the lag, and whether the journals are healthy: not while the lag or the free space is
 * beyond its limit, and never again after the disk refused a write.
 */
public final class GroupCommit implements AutoCloseable {

    private static final long SPACE_CHECK_NS = 250_000_000;

    private final JournalSettings settings;
    private final JournalWriter[] writers;
    private final Point[] upTo;
    private final Thread thread = new Thread(this::run, "group-commit");
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile long lagNs;
    private volatile long freeBytes = Long.MAX_VALUE;
    private volatile IOException failure;
    private volatile long lastDoneNs = System.nanoTime();
    private long nextSpaceCheckNs = Long.MIN_VALUE;
    private volatile boolean hasRoomAhead = true;

    public GroupCommit(final JournalSettings settings, final JournalWriter... writers) {
        this.settings = settings;
        this.writers = writers.clone();
        upTo = new Point[writers.length];
    }

    /** Starts the thread. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            lastDoneNs = System.nanoTime();
            boolean isStopping = false;
            while (!isStopping && failure == null) {
                isStopping = stop.await(settings.commitIntervalNs(), TimeUnit.NANOSECONDS);
                final long startNs = System.nanoTime();
                checkSpace(startNs);
                commit();
                lagNs = System.nanoTime() - Math.min(startNs, lastDoneNs + settings.commitIntervalNs());
                lastDoneNs = System.nanoTime();
            }
        } catch (final InterruptedException e) {
            failure = new IOException("the group commit was interrupted", e);
        }
    }

    /**
     * One round: afterwards, everything that was appended before is durable. It reads the end of each journal from the last journal to the
     * first, and makes them durable from the first to the last. So an output is never durable without its inputs.
     */
    void commit() {
        for (int i = writers.length - 1; i >= 0; i--) {
            upTo[i] = writers[i].lastAppended();
        }
        for (int i = 0; i < writers.length && failure == null; i++) {
            try {
                if (upTo[i].sequence() > writers[i].durableSequence()) {
                    writers[i].commit(upTo[i]);
                }
            } catch (final IOException e) {
                fail(e);
            }
        }
        allocateAhead();
    }

    /** Even if no space could be allocated ahead, records are written while each finds its own space. A person should know before one does not. */
    private void allocateAhead() {
        boolean hasRoom = true;
        for (final JournalWriter writer : writers) {
            try {
                writer.allocateAhead();
            } catch (final IOException e) {
                hasRoom = false;
            }
        }
        hasRoomAhead = hasRoom;
    }

    private void fail(final IOException e) {
        failure = e;
        for (final JournalWriter writer : writers) {
            writer.refuse("the disk failed: " + IoReason.of(e));
        }
    }

    /** Refuses records of journals whose disk has too little space, or of all journals if a disk does not answer. */
    void checkSpace(final long nowNs) {
        if (nowNs < nextSpaceCheckNs) {
            return;
        }
        nextSpaceCheckNs = nowNs + SPACE_CHECK_NS;
        long least = Long.MAX_VALUE;
        for (final JournalWriter writer : writers) {
            try {
                final long free = Files.getFileStore(writer.segment().directory()).getUsableSpace();
                writer.refuse(free >= settings.diskFloorBytes() ? null
                    : free + " bytes free, the floor is " + settings.diskFloorBytes() + ": free some space");
                least = Math.min(least, free);
            } catch (final IOException e) {
                fail(e);
                return;    // Free space does not lift a refusal of all journals.
            }
        }
        freeBytes = least;    // Written last, so that readers already see the refusals that follow from it.
    }

    /** Longest wait of a record that is not durable yet; grows while the disk does not answer. */
    public long lagNs() {
        return Math.max(lagNs, System.nanoTime() - lastDoneNs);
    }

    /** Smallest number of free bytes among the journals' disks. When this is below the floor, the affected journals already refuse records. */
    public long freeBytes() {
        return freeBytes;
    }

    /** Whether lag, space and disk are within their limits. Space counts as short some time before writing stops. */
    public boolean isHealthy() {
        return failure == null && hasRoomAhead && lagNs() <= settings.maxDurableLagNs() && freeBytes >= 2 * settings.diskFloorBytes();
    }

    /** Makes everything durable once more and ends the thread. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
