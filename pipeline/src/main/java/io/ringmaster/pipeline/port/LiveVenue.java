package io.ringmaster.pipeline.port;

import io.ringmaster.schema.Agreement;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A venue in real time, whatever its protocol. It hears order intents that passed the risk gate and are journaled; the market, and what
 * became of orders and money, come back as events. Their receive time is not set: whoever publishes them gives it.
 */
public interface LiveVenue extends OrderGateway, AutoCloseable {

    /**
     * Connects. Returns at once; what can't be had is tried again.
     *
     * @param events takes the events, from any of the venue's threads, one at a time each
     */
    void start(InputSink events);

    /** Whether orders, fills and positions were compared with the venue's since it was last connected, and were the same. Asked often. */
    Agreement agreement();

    /** What speaks against trading there, in words for a person; empty when nothing does. Takes a while; on any thread. */
    List<String> objections();

    /** An event has passed all stages and is journaled: the pipeline lives. Without this the venue will cancel every order by itself. */
    void onPipelineAlive();

    /**
     * An event is about to be published, its receive time given. On the publisher's thread, as is {@link #onOrderIntent}; what a venue of
     * our own making does about it may be published at once.
     *
     * @param buffer holds the encoded input; not to be kept after the call
     */
    default void onPublishing(final DirectBuffer buffer, final int offset, final int length) {
    }

    /** Time passed; on the publisher's thread, often. */
    default void onTime(final long timeNs) {
    }

    /** One line for people: what is connected, what is open, what differs. */
    String describe();

    /**
     * Cancels every order, waits until the venue says that none is left, and tells it that we are going.
     *
     * @return whether the venue confirmed that none of our orders is left; false when that could not be found out in time
     */
    boolean standDown(long withinMs);

    /** Disconnects. */
    @Override
    void close();
}
