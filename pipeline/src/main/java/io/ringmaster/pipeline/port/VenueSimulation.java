package io.ringmaster.pipeline.port;

import org.agrona.DirectBuffer;

/**
 * A venue in virtual time. It receives our order intents and the recorded market, and passes its reports, stamped with the time of their delivery, to
 * the {@link InputSink} it was built with. One thread uses it.
 */
public interface VenueSimulation extends OrderGateway {

    /**
     * Shows the venue one message of the recorded market, at the message's receive time.
     *
     * @param buffer holds the encoded input; do not keep it after the call
     */
    void onMarket(DirectBuffer buffer, int offset, int length);

    /**
     * Begins to walk a bar of the recorded market along its path of four prices, at the bar's receive time, and processes its open. Orders that can
     * only reduce, amendments and cancels of open orders then act at once, until {@link #endBar}.
     *
     * @return false if we have no order or position that the bar can affect: the whole bar was played, and there is nothing to walk
     */
    boolean beginBar(DirectBuffer buffer, int offset, int length);

    /** The current price of the walk. */
    long barPriceE8();

    /** The price at the end of the current leg. */
    long barLegEndE8();

    /**
     * Continues the walk to the first of: {@code untilE8}, the end of the leg, a change of an order or a position.
     *
     * @param untilE8 on the current leg
     * @return false if the bar is over, with no event left in it
     */
    boolean walkBar(long untilE8);

    /** Ends the current bar. */
    void endBar();

    /** Whether there are reports due by now. */
    boolean hasReports();

    /** Delivers the reports due by now, and does nothing else. */
    void deliverReports();

    /** Time of the venue's next own action; {@link Long#MAX_VALUE} if nothing is pending. */
    long nextEventTimeNs();

    /**
     * Does everything due up to and including {@code timeNs}, in order of time. The venue's time is then at least {@code timeNs}, even if nothing was
     * due, so no later report has an earlier time.
     */
    void advanceTo(long timeNs);

    /** No intent has an effect earlier than its own time plus this, in nanoseconds; positive. */
    long minOrderLatencyNs();
}
