package io.ringmaster.pipeline.topology;

import io.ringmaster.pipeline.handler.EventSlot;

/** The publisher's side of the ring, whatever runs behind it. One publishing thread. */
public interface EventRing extends AutoCloseable {

    /**
     * The next free slot, to be filled and then {@linkplain #publish published}; waits for room.
     *
     * @throws HandlerFailedException if a handler has failed: nothing more is taken
     */
    EventSlot claim();

    /** Hands the claimed slot to the stages. */
    void publish();

    /** Ring sequence of the last published slot, from 0; -1 before the first. */
    long published();

    /**
     * Waits until the sequencer has dealt with a published slot.
     *
     * @throws HandlerFailedException if a handler has failed
     */
    void awaitSequenced(long ringSequence);

    /** Lets the handlers that write journals use a quiet moment. */
    void idle();

    /** Lets everything published run through, then stops the threads. */
    @Override
    void close();
}
