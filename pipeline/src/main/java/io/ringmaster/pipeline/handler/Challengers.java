package io.ringmaster.pipeline.handler;

import java.util.List;

/**
 * The challengers of a pipeline.
 *
 * @param instruments number of instruments
 * @param areAwaited  whether the ring waits for a challenger that is behind; otherwise it misses decisions
 */
public record Challengers(List<Challenger> all, int instruments, boolean areAwaited) {

    /** None. */
    public static final Challengers NONE = new Challengers(List.of(), 0, false);

    public Challengers {
        all = List.copyOf(all);
    }
}
