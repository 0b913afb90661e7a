package io.ringmaster.journal;

import java.io.Serial;

/** A journal cannot be written: held by another writer, out of disk, out of order. */
public class JournalException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public JournalException(final String message) {
        super(message);
    }

    public JournalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
