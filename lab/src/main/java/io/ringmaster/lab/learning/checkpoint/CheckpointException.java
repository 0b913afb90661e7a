package io.ringmaster.lab.learning.checkpoint;

/** A checkpoint that cannot be used. The message names it and says what is wrong with it. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CheckpointException(final String message) {
        super(message);
    }
}
