package io.ringmaster.journal;

import java.lang.invoke.VarHandle;

/**
 * Publishes the last appended record from the writer's thread to any other thread: sequence, chain value, and where the next record begins. The
 * writer never waits; a reader that is overtaken reads again.
 */
final class AppendedTail {

    /** Publications that a reader may fall behind before it reads again. Records that are written together are one publication. */
    private static final int KEPT = 64;
    private static final int MASK = KEPT - 1;

    private final long[] sequences = new long[KEPT];
    private final int[] chains = new int[KEPT];
    private final int[] files = new int[KEPT];
    private final long[] positions = new long[KEPT];
    private volatile long published;

    /** A place between two records. */
    record Point(long sequence, int chain, int file, long position) {
    }

    AppendedTail(final long sequence, final int chain) {
        publish(sequence, chain, 0, 0);
    }

    /** Called by the writer's thread. */
    void publish(final long sequence, final int chain, final int file, final long position) {
        final long next = published + 1;
        final int at = (int) next & MASK;
        VarHandle.storeStoreFence();    // A slot changes only after the one before is visible.
        sequences[at] = sequence;
        chains[at] = chain;
        files[at] = file;
        positions[at] = position;
        published = next;
    }

    /** The last complete record; any thread. */
    Point last() {
        while (true) {
            final long last = published;
            final int at = (int) last & MASK;
            final Point point = new Point(sequences[at], chains[at], files[at], positions[at]);
            VarHandle.loadLoadFence();
            // The writer reuses a slot only after it has published the one before.
            if (published < last + MASK) {
                return point;
            }
        }
    }
}
