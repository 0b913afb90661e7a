package io.ringmaster.journal;

import java.io.Serial;

/** A journal cannot be written: another writer holds it, the disk is full, or a sequence does not follow. */
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
