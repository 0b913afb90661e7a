package io.ringmaster.pipeline.snapshot;

import java.io.Serial;

/** The walk met an object whose state it cannot save. The message names the class, the path to it, and what to do. */
public final class UnknownStateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownStateException(final String message) {
        super(message);
    }
}
