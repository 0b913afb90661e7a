package io.ringmaster.gateway.parse;

/** Hears what concerns the connection itself. Called on the thread that reads it. */
public interface FeedListener {

    /** The venue greets: the connection speaks. */
    default void onInfo() {
    }

    /** The venue has told what its books can't be understood without. */
    default void onReady() {
    }

    /** A subscription took effect. */
    default void onSubscribed(String feed, String product) {
    }

    /** A subscription ended. */
    default void onUnsubscribed(String feed, String product) {
    }

    /** What is to be signed before private feeds are had. */
    default void onChallenge(String challenge) {
    }

    /** The venue complains. */
    void onAlert(String text);

    /** A message was left out, or one came that cannot be: the instrument's book is no longer one. */
    void onBookLost(int instrumentId, String why);

    /** The instrument's book is whole, from a snapshot. */
    default void onBookWhole(int instrumentId) {
    }

    /** A message could not be read; which feed it belonged to is not known, so every book of the connection is void. */
    void onMalformed(String why);
}
