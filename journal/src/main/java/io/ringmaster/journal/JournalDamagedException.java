package io.ringmaster.journal;

import java.io.Serial;

/** The contents of a journal are not what was written. */
public final class JournalDamagedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient JournalVerification.Damage damage;

    public JournalDamagedException(final JournalVerification.Damage damage) {
        super("journal damaged: " + damage.inWords() + ". Keep the directory as it is and start a new one.");
        this.damage = damage;
    }

    public JournalVerification.Damage damage() {
        return damage;
    }
}
