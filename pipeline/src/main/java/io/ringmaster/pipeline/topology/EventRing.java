package io.ringmaster.pipeline.topology;

import io.ringmaster.pipeline.handler.EventSlot;
import org.agrona.DirectBuffer;

/** The publisher's side of the ring, for every topology. One publishing thread. */
public interface EventRing extends AutoCloseable {

    /**
     * Returns the next free slot to fill and then {@linkplain #publish publish}; waits for room.
     *
     * @throws HandlerFailedException if a handler has failed: the ring accepts no more events
     */
    EventSlot claim();

    /** Hands the claimed slot to the stages. */
    void publish();

    /** Ring sequence of the last published slot, from 0; -1 before the first. */
    long published();

    /**
     * Waits until the sequencer has finished a published slot.
     *
     * @throws HandlerFailedException if a handler has failed
     */
    void awaitSequenced(long ringSequence);

    /** Whether the last event waits for the answer of its model, and with it everything behind. Only a ring on one thread can wait. */
    default boolean isWaiting() {
        return false;
    }

    /** Goes on with the event that waits; the model has answered. */
    default void goOn() {
        throw new IllegalStateException("no event waits");
    }

    /**
     * Records one last input after the ring was halted, so that the journal contains the reason. Call it on the publisher's thread in {@code spread},
     * and on any thread in {@code compact}, where the publisher is the thread that hangs.
     *
     * @return false if there is no room, or it was not recorded in time
     */
    boolean recordLast(long sequence, DirectBuffer buffer, int offset, int length);

    /** Lets the handlers that write journals use a quiet moment. */
    void idle();

    /** Finishes all published events, then stops the threads. */
    @Override
    void close();
}
