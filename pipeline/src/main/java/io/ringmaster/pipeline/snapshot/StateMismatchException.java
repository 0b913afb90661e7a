package io.ringmaster.pipeline.snapshot;

import java.io.Serial;

/** An image is damaged, or does not fit the objects into which it is restored. */
public final class StateMismatchException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StateMismatchException(final String message) {
        super(message);
    }

    StateMismatchException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
