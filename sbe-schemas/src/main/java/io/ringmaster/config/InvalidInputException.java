package io.ringmaster.config;

import java.io.Serial;

/** Bad usage, configuration or data from outside. The message names file, line or key, and what to do. */
public final class InvalidInputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidInputException(final String message) {
        super(message);
    }

    public InvalidInputException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
