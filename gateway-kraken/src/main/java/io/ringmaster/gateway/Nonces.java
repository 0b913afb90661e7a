package io.ringmaster.gateway;

import java.util.function.LongSupplier;

/**
 * Ever higher numbers, one for each request of a key: the milliseconds of a clock, or one more than the last where the clock stands still
 * or steps back. A key belongs to one process, or their numbers overtake each other. Any thread.
 */
public final class Nonces {

    private final LongSupplier clockMs;
    private long last;

    /** @param last the highest that was ever used with the key, as it was kept; 0 if none was */
    public Nonces(final LongSupplier clockMs, final long last) {
        this.clockMs = clockMs;
        this.last = last;
    }

    public synchronized long next() {
        last = Math.max(Math.addExact(last, 1), clockMs.getAsLong());
        return last;
    }

    /** The venue found the last one too low: from here on they are above what it has seen. */
    public synchronized void raiseAbove(final long seen) {
        last = Math.max(last, seen);
    }

    /** The last number that was used, to be stored. */
    public synchronized long last() {
        return last;
    }
}
