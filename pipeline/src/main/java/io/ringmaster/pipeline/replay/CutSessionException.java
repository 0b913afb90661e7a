package io.ringmaster.pipeline.replay;

import java.io.Serial;

/** This process cannot start or replay a session whose older records were removed. The message contains the reason and what to do. */
public final class CutSessionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public CutSessionException(final String message) {
        super(message);
    }
}
