package io.ringmaster.monitor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * States of a fold at some sequences, so that any other state is a short fold away. When there are too many, every second one is dropped and the
 * distance doubles: memory is bounded, however long the journal. One thread.
 *
 * @param <S> a state
 */
final class Checkpoints<S> {

    private final int most;
    private final List<Long> sequences = new ArrayList<>();
    private final List<S> states = new ArrayList<>();
    private long distance;
    private long next;

    /**
     * @param distance of two states, in whatever cost grows with
     * @param most     states kept
     */
    Checkpoints(final long distance, final int most) {
        this.distance = distance;
        this.most = most;
    }

    /** Whether the cost of folding since the last state is large enough for another one. */
    boolean isDue(final long cost) {
        return cost >= next;
    }

    /** @param sequence not before the last one */
    void add(final long sequence, final long cost, final S state) {
        sequences.add(sequence);
        states.add(state);
        next = cost + distance;
        if (states.size() > most) {
            for (int i = states.size() / 2 * 2 - 1; i > 0; i -= 2) {
                sequences.remove(i);
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
