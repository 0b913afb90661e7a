package io.ringmaster.pipeline.port;

import io.ringmaster.schema.Agreement;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A venue in real time, over any protocol. It receives order intents that passed the risk gate and are journaled. The market and the results of
 * orders and money come back as events without a receive time: the publisher sets it.
 */
public interface LiveVenue extends OrderGateway, AutoCloseable {

    /**
     * Connects. Returns at once; failed connections are tried again.
     *
     * @param events receives the events, from any of the venue's threads, from each one at a time
     */
    void start(InputSink events);

    /** Whether orders, fills and positions were compared with the venue's since the last connect and were equal. Called often. */
    Agreement agreement();

    /** Objections against trading there, in words; empty if there are none. Takes a while; may be called on any thread. */
    List<String> objections();

    /** An event has passed all stages and is journaled, so the pipeline works. Without this call the venue cancels every order by itself. */
    void onPipelineAlive();

    /**
     * An event with its receive time is about to be published. Called on the publisher's thread, like {@link #onOrderIntent}; a simulated venue may
     * publish its reaction at once.
     *
     * @param buffer holds the encoded input; do not keep it after the call
     */
    default void onPublishing(final DirectBuffer buffer, final int offset, final int length) {
    }

    /** Time passed. Called often on the publisher's thread. */
    default void onTime(final long timeNs) {
    }

    /** One line for the operator: what is connected, what is open, what differs. */
    String describe();

    /**
     * Cancels every order, waits until the venue confirms that none is left, and announces the end of the session to the venue.
     *
     * @return whether the venue confirmed that none of our orders is left; false if there was no confirmation in time
     */
    boolean standDown(long withinMs);

    /** Disconnects. */
    @Override
    void close();
}
