package io.ringmaster.inference.model;

import java.io.Serial;

/** A model computes here something else than where it was trained. The message names the line and the output of its golden vectors. */
public final class GoldenDifferenceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    GoldenDifferenceException(final String message) {
        super(message);
    }
}
