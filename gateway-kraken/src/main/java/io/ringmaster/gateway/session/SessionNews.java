package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenueOrderState;

/** Takes messages about the account for people. */
public interface SessionNews {

    /** We and the venue do not agree. */
    void onDifference(String what);

    /** An order that this journal did not create is open on the account. */
    void onExternalOrder(VenueOrderState order);

    /** The venue has something to say. */
    void onNotice(String text);
}
