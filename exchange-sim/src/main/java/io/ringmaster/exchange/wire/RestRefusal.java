package io.ringmaster.exchange.wire;

import java.io.Serial;

/** A request the venue answers with {@code result:error}; the message is the venue's word for it. */
final class RestRefusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RestRefusal(final String error) {
        super(error, null, false, false);
    }
}
