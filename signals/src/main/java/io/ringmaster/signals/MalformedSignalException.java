package io.ringmaster.signals;

import java.io.Serial;

/** A document or line is not a valid signal; the message gives the reason. */
public final class MalformedSignalException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    MalformedSignalException(final String message) {
        super(message);
    }

    MalformedSignalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
