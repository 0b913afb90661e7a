package io.ringmaster.pipeline.port;

import java.util.List;

/** A venue's public market in real time, over any protocol. Its events have no receive time: the publisher sets it. */
public interface LiveMarket extends AutoCloseable {

    /**
     * Connects. Returns at once; failed connections are tried again.
     *
     * @param events receives the events, from one thread of the market
     */
    void start(InputSink events);

    /** Whether messages can be expected. */
    boolean isUp();

    /**
     * The faults of the market in words: that it is down, or each stream that has stopped while others continue. Empty if there are none; otherwise
     * the session takes no new risk. Called often, on any thread.
     */
    default List<String> problems() {
        return isUp() ? List.of() : List.of("the market feed is down");
    }

    /** Disconnects. */
    @Override
    void close();
}
