package io.ringmaster.monitor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * States of a fold at some sequences, so that any other state is a short fold away. When they need too much memory, every second one is dropped and the
 * distance doubles: memory is bounded, however long the journal. One thread.
 *
 * @param <S> a state
 */
final class Checkpoints<S> {

    private final long mostBytes;
    private final List<Long> sequences = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    private final List<S> states = new ArrayList<>();
    private long bytes;
    private long distance;
    private long next;

    /**
     * @param distance  of two states, in whatever cost grows with
     * @param mostBytes memory that all states may take, about
     */
    Checkpoints(final long distance, final long mostBytes) {
        this.distance = distance;
        this.mostBytes = mostBytes;
    }

    /** Whether the cost of folding since the last state is large enough for another one. */
    boolean isDue(final long cost) {
        return cost >= next;
    }

    /**
     * @param sequence not before the last one
     * @param size     memory that the state takes, about, in bytes
     */
    void add(final long sequence, final long cost, final S state, final long size) {
        sequences.add(sequence);
        sizes.add(size);
        states.add(state);
        bytes += size;
        next = cost + distance;
        if (bytes > mostBytes && states.size() > 2) {
            for (int i = states.size() / 2 * 2 - 1; i > 0; i -= 2) {
                sequences.remove(i);
                bytes -= sizes.remove(i);
                states.remove(i);
            }
            distance *= 2;
        }
    }

    /** The newest state at or before a sequence; null if there is none. */
    S before(final long sequence) {
        int i = states.size() - 1;
        while (i >= 0 && sequences.get(i) > sequence) {
            i--;
        }
        return i < 0 ? null : states.get(i);
    }
}
