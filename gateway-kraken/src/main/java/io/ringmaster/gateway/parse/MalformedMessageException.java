package io.ringmaster.gateway.parse;

import java.io.Serial;

/** A message of the venue that is not what its documents say; names the field and what is wrong with it. */
public final class MalformedMessageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    MalformedMessageException(final String message) {
        this(message, null);
    }

    MalformedMessageException(final String message, final Throwable cause) {
        // No stack trace: it adds nothing to the message, and a faulty venue sends many.
        super(message, cause, false, false);
    }
}
