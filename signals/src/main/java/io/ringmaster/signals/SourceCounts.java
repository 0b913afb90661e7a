package io.ringmaster.signals;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The counts of one source. Its threads write them, any thread reads them. */
public final class SourceCounts {

    private final String name;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong heldBack = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<String> lastProblem = new AtomicReference<>("");

    SourceCounts(final String name) {
        this.name = name;
    }

    void taken() {
        taken.incrementAndGet();
    }

    void heldBack() {
        heldBack.incrementAndGet();
    }

    void malformed(final String what) {
        lastProblem.set(what);
        malformed.incrementAndGet();
    }

    void failed(final String what) {
        lastProblem.set(what);
        failures.incrementAndGet();
    }

    /** Folder, socket or address. */
    public String name() {
        return name;
    }

    /** Signals added to the queue. */
    public long takenCount() {
        return taken.get();
    }

    /** Signals that had to wait because the queue was full. */
    public long heldBackCount() {
        return heldBack.get();
    }

    /** Malformed lines, rows and documents. */
    public long malformedCount() {
        return malformed.get();
    }

    /** Failed attempts to read the source. */
    public long failureCount() {
        return failures.get();
    }

    /** The last problem; empty if there was none. */
    public String lastProblem() {
        return lastProblem.get();
    }
}
