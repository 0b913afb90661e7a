package io.ringmaster.pipeline.engine;

/** Decides when the next event of a recorded market is due in wall time. */
@FunctionalInterface
public interface Pacer {

    /** Full speed. */
    Pacer UNPACED = timeNs -> { };

    /** Waits until the event with this event time is due; may do other work meanwhile. */
    void awaitDue(long timeNs);
}
