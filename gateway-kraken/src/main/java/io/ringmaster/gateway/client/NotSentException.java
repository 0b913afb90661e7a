package io.ringmaster.gateway.client;

import java.io.IOException;

/** A request never left this process: nothing was done at the venue, and nothing will be. */
final class NotSentException extends IOException {

    private static final long serialVersionUID = 1;

    NotSentException(final String why) {
        super(why);
    }
}
