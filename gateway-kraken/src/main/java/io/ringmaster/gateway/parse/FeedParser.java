package io.ringmaster.gateway.parse;

/** Reads some feeds of a connection. {@link FuturesFrames} reads the fields that every message has and passes on the rest. */
interface FeedParser {

    /** The feeds it understands. */
    Words feeds();

    /** A new message begins; forgets the last one. */
    void begin();

    /** Reads or skips a field's value; the fields come in any order. */
    void onField(JsonFrame json, String name);

    /**
     * The message is complete.
     *
     * @param feed         index into {@link #feeds()}
     * @param instrumentId of the field {@code product_id}; -1 when there is none
     */
    void onMessage(int feed, int instrumentId, long receiveTimeNs);

    /** A message could not be read, or the connection is lost: messages may be missing. */
    void onLost(long timeNs);
}
