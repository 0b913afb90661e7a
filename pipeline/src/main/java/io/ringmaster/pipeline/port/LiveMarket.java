package io.ringmaster.pipeline.port;

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

    /** Disconnects. */
    @Override
    void close();
}
