package io.ringmaster.pipeline.topology;

import java.io.Serial;

/** A stage threw, or does not return (then without a cause): the engine takes no more events, because its state can't be trusted any longer. */
public final class HandlerFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    HandlerFailedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
