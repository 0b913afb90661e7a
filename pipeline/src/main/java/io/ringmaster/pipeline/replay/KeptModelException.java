package io.ringmaster.pipeline.replay;

import java.io.Serial;

/** A model that a session kept beside its journals is missing, or is not the one that decided. */
public final class KeptModelException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public KeptModelException(final String message) {
        super(message);
    }
}
