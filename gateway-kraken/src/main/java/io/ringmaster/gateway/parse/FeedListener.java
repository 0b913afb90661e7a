package io.ringmaster.gateway.parse;

/** Takes messages about the connection itself. Called on the thread that reads it. */
public interface FeedListener {

    /** The venue sent its greeting. */
    default void onInfo() {
    }

    /** The venue has sent the instruments, which are needed to read its books. */
    default void onReady() {
    }

    /** A subscription took effect. */
    default void onSubscribed(String feed, String product) {
    }

    /** A subscription ended. */
    default void onUnsubscribed(String feed, String product) {
    }

    /** The venue sent a challenge, which must be signed before it opens private feeds. */
    default void onChallenge(String challenge) {
    }

    /** The venue sent an alert. */
    void onAlert(String text);

    /** A message is missing or impossible: the book of the instrument is void. */
    void onBookLost(int instrumentId, String why);

    /** A snapshot came: the book of the instrument is complete. */
    default void onBookWhole(int instrumentId) {
    }

    /** A message could not be read. Its feed is unknown, so every book of the connection is void. */
    void onMalformed(String why);
}
