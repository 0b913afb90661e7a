package io.ringmaster.cli.bench;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NanoClock;

/** Waits until an event is due. Parks first: on a busy machine, a thread that spins all the time loses its core when an event is due. */
@FunctionalInterface
interface Waiting {

    /** A parked thread wakes up to 100 microseconds late on an idle machine. */
    long SPIN_NS = 150_000;

    /** @param dueNs by the clock of the load */
    void until(long dueNs);

    static Waiting on(final NanoClock clock) {
        return dueNs -> {
            final long parkedNs = dueNs - clock.nanoTime() - SPIN_NS;
            if (parkedNs > 0) {
                LockSupport.parkNanos(parkedNs);
            }
            while (clock.nanoTime() < dueNs) {
                Thread.onSpinWait();
            }
        };
    }
}
