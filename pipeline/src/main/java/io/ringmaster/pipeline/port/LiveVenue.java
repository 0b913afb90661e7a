package io.ringmaster.pipeline.port;

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

    /** Whether orders, fills and positions were compared with the venue's since it was last connected, and were the same. */
    boolean isReady();

    /** An event has passed all stages and is journaled: the pipeline lives. Without this the venue will cancel every order by itself. */
    void onPipelineAlive();

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
