package io.ringmaster.pipeline.replay;

import java.io.Serial;

/** A session whose older records were removed can't be started or replayed by this process. The message says why, and what to do. */
public final class CutSessionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public CutSessionException(final String message) {
        super(message);
    }
}
