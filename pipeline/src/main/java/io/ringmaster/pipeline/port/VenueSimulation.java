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

    /**
     * Begins to walk a bar of the recorded market along its path of four prices, at the bar's receive time, and does what happens at its open.
     * Orders that can only reduce, amendments and cancels of open orders then act at once, until {@link #endBar}.
     *
     * @return false if nothing of ours is at stake in it: it was played whole, and there is nothing to walk
     */
    boolean beginBar(DirectBuffer buffer, int offset, int length);

    /** The price at which the walk stands. */
    long barPriceE8();

    /** The price to which its present leg goes. */
    long barLegEndE8();

    /**
     * Walks on, until the first of: {@code untilE8}, the end of the leg, something happened to an order or a position.
     *
     * @param untilE8 on the present leg
     * @return false if the bar is over, with nothing left to happen in it
     */
    boolean walkBar(long untilE8);

    /** Ends the bar that was begun. */
    void endBar();

    /** Whether there are reports due by now. */
    boolean hasReports();

    /** Hands over the reports due by now, and does nothing else. */
    void deliverReports();

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
