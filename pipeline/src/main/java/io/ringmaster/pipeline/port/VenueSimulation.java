package io.ringmaster.pipeline.port;

import org.agrona.DirectBuffer;

/**
 * A venue in virtual time. It hears our order intents and the recorded market, and hands its reports to the {@link InputSink} it was
 * built with, stamped with the time of their delivery. Used by one thread.
 */
public interface VenueSimulation extends OrderGateway {

    /**
     * Shows the venue one message of the recorded market, at the message's receive time.
     *
     * @param buffer holds the encoded input; not to be kept after the call
     */
    void onMarket(DirectBuffer buffer, int offset, int length);

    /** Time of the earliest thing the venue will do by itself; {@link Long#MAX_VALUE} when nothing is pending. */
    long nextEventTimeNs();

    /**
     * Does everything due up to and including {@code timeNs}, in order of time. The venue's time is then at least {@code timeNs}, whether
     * anything was due or not: no later report is of an earlier time.
     */
    void advanceTo(long timeNs);

    /** No intent has an effect earlier than its own time plus this, in nanoseconds; positive. */
    long minOrderLatencyNs();
}
