package io.ringmaster.inference.model.engine;

import java.io.Serial;

/** An engine could not compute its outputs. There is no decision from this run. */
public final class EngineFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public EngineFailedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
