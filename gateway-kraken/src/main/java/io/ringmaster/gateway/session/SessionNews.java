package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenueOrderState;

/** Hears what a person should know of. */
public interface SessionNews {

    /** We and the venue do not agree. */
    void onDifference(String what);

    /** Somebody else trades on this account. */
    void onExternalOrder(VenueOrderState order);

    /** The venue has something to say. */
    void onNotice(String text);
}
