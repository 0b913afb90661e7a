package io.ringmaster.gateway.session;

import java.util.List;

/** The messages that one protocol sends over a connection to feeds. Each message is one text. */
public interface FeedLanguage {

    /** As soon as the connection stands. */
    List<String> greeting();

    /** Messages to send after {@link io.ringmaster.gateway.parse.FeedListener#onReady}; empty if the protocol needs none. */
    default List<String> afterReady() {
        return List.of();
    }

    /** Ends the subscription to a stream of an instrument and begins it again; empty where there is no such stream. */
    List<String> again(MarketStream stream, int instrumentId);

    /** When the venue wants to know who we are; empty where it need not know. */
    default List<String> proof(final String challenge) {
        return List.of();
    }

    /** An instrument for people. */
    String nameOf(int instrumentId);
}
