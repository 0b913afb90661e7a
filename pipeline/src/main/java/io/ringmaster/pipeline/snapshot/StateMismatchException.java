package io.ringmaster.pipeline.snapshot;

import java.io.Serial;

/** An image does not belong to the objects it is to be restored into, or is damaged. */
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
