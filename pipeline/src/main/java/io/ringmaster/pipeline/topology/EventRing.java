package io.ringmaster.pipeline.topology;

import io.ringmaster.pipeline.handler.EventSlot;
import org.agrona.DirectBuffer;

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

    /**
     * Records one last input after the ring was halted, so that the journal says why. In {@code spread} on the publisher's thread; in
     * {@code compact}, where the publisher is the one that hangs, on any.
     *
     * @return false if there is no room, or it was not recorded in time
     */
    boolean recordLast(long sequence, DirectBuffer buffer, int offset, int length);

    /** Lets the handlers that write journals use a quiet moment. */
    void idle();

    /** Lets everything published run through, then stops the threads. */
    @Override
    void close();
}
