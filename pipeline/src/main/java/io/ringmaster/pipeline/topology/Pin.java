package io.ringmaster.pipeline.topology;

import java.util.BitSet;
import net.openhft.affinity.Affinity;

/** A thread that is bound to one core. Closing it, on the same thread, gives the thread its earlier cores back. */
public final class Pin implements AutoCloseable {

    /** A thread that is not bound. */
    static final Pin NONE = new Pin(null);

    /** The cores that the process started with: for threads that a bound thread starts, because these inherit its core. */
    private static final class Ordinary {

        private static volatile BitSet cores;
    }

    private final BitSet before;

    private Pin(final BitSet before) {
        this.before = before;
    }

    /** @throws IllegalStateException if the system refuses this core */
    static Pin to(final int core) {
        final BitSet before = (BitSet) Affinity.getAffinity().clone();
        if (Ordinary.cores == null) {
            Ordinary.cores = before;
        }
        final BitSet wanted = new BitSet();
        wanted.set(core);
        try {
            Affinity.setAffinity(wanted);
        } catch (final IllegalStateException e) {
            throw new IllegalStateException("the system refuses core " + core + " to a thread: is it online, and does the service's cpuset"
                + " (AllowedCPUs=, docker --cpuset-cpus) contain it? " + e.getMessage(), e);
        }
        // Without access to the system, the library does nothing and reports nothing.
        if (!Affinity.getAffinity().equals(wanted)) {
            throw new IllegalStateException("threads cannot be bound to cores here: that works on Linux, and needs a directory for temporary files"
                + " that may hold libraries (not mounted noexec); -Djava.io.tmpdir=DIR names another");
        }
        return new Pin(before);
    }

    /** Lets the calling thread, which a bound thread has started, run where the process may run. */
    static void leave() {
        final BitSet ordinary = Ordinary.cores;
        if (ordinary != null) {
            Affinity.setAffinity(ordinary);
        }
    }

    @Override
    public void close() {
        if (before != null) {
            Affinity.setAffinity(before);
        }
    }
}
