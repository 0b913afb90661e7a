package io.ringmaster.pipeline.topology;

import java.io.Serial;

/**
 * A stage threw an exception, or does not return (then without a cause). The engine accepts no more events, because its state can no longer be
 * trusted.
 */
public final class HandlerFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    HandlerFailedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
