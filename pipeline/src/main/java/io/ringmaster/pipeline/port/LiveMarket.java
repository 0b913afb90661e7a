package io.ringmaster.pipeline.port;

import java.util.List;

/** A venue's public market in real time, whatever its protocol. Its events bear no receive time: whoever publishes them gives it. */
public interface LiveMarket extends AutoCloseable {

    /**
     * Connects. Returns at once; what can't be had is tried again.
     *
     * @param events takes the events, from one thread of the market
     */
    void start(InputSink events);

    /** Whether messages can be expected. */
    boolean isUp();

    /**
     * What is wrong with the market, in words for a person: that it is down, or each stream that has stopped while others go on. Empty when
     * nothing is wrong; no new risk is taken otherwise. Any thread, asked often.
     */
    default List<String> problems() {
        return isUp() ? List.of() : List.of("the market feed is down");
    }

    /** Disconnects. */
    @Override
    void close();
}
