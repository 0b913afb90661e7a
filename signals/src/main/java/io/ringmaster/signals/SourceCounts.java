package io.ringmaster.signals;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What one source has heard. Written by its threads, read by anybody. */
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

    /** Signals put on their way to the ring. */
    public long takenCount() {
        return taken.get();
    }

    /** Signals that had to wait because too many others did. */
    public long heldBackCount() {
        return heldBack.get();
    }

    /** Lines, rows and documents that were no signals. */
    public long malformedCount() {
        return malformed.get();
    }

    /** Times the source could not be read. */
    public long failureCount() {
        return failures.get();
    }

    /** What was wrong last; empty when nothing ever was. */
    public String lastProblem() {
        return lastProblem.get();
    }
}
