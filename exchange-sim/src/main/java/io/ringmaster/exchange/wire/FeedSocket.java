package io.ringmaster.exchange.wire;

/** A WebSocket as the feeds see it. */
public interface FeedSocket {

    void send(String text);

    void close();
}
