package io.ringmaster.pipeline.replay;

import java.io.Serial;

/** A recomputed message differs from the recorded one. The message names journal, sequence and the first byte or message that differs. */
public final class ReplayDifferenceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ReplayDifferenceException(final String message) {
        super(message);
    }
}
