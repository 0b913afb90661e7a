package io.ringmaster.gateway.session;

/** A WebSocket, as a {@link FeedConnection} uses it. Every call returns at once. */
public interface FeedWire {

    /** Begins to connect; answered by {@link FeedConnection#onConnected} or {@link FeedConnection#onClosed}. */
    void connect();

    void send(String text);

    void ping();

    /** Answered by {@link FeedConnection#onClosed}. */
    void close();
}
