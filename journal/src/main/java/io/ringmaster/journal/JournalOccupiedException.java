package io.ringmaster.journal;

import java.io.Serial;

/** Another process is writing the journal. */
public final class JournalOccupiedException extends JournalException {

    @Serial
    private static final long serialVersionUID = 1L;

    public JournalOccupiedException(final String message) {
        super(message);
    }
}
