package io.ringmaster.inference.model.exact;

import java.io.Serial;

/** Something in a graph that the exact engine does not compute. The message is a noun: {@code operator Conv}. */
final class NotKnownException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NotKnownException(final String what) {
        super(what);
    }
}
