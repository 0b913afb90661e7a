package io.ringmaster.pipeline.engine;

/** Decides when the next event of a recorded market is due in wall time. */
@FunctionalInterface
public interface Pacer {

    /** As fast as it goes. */
    Pacer UNPACED = timeNs -> { };

    /** Waits until the event of that event time is due; may do other things meanwhile. */
    void awaitDue(long timeNs);
}
