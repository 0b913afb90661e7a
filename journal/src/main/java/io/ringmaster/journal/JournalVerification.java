package io.ringmaster.journal;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The result of verifying a whole journal.
 *
 * @param status       see {@link Status}
 * @param records      sound records, up to the first damage
 * @param last         the last sound record; its sequence is 0 if there is none
 * @param isClosed     whether its last writer closed it
 * @param firstBad     the first damage; null unless DAMAGED
 * @param torn         description of the torn tail; null unless TORN_TAIL
 * @param beginning    where it begins, if older records were removed; null for a whole journal
 */
public record JournalVerification(
    Status status, long records, KnownRecord last, boolean isClosed, Damage firstBad, String torn, JournalBeginning beginning) {

    private static final int MOST_ATTEMPTS = 10;

    /** The state of a journal. */
    public enum Status {
        /** The journal does not exist yet. */
        EMPTY,
        /** Closed cleanly, and every byte is unchanged. */
        CLEAN,
        /**
         * Its last writer died. Every finished record is there; the end is incomplete. After a power failure, every durable record is there, and later ones
         * may be lost. This is not damage.
         */
        TORN_TAIL,
        /** A process is writing it. Every record that was checked is intact. */
        WRITING,
        /** Its contents are not what was written. */
        DAMAGED
    }

    /**
     * One damage.
     *
     * @param file     the file it is in
     * @param sequence the record it is in, or the first one that can't be read because of it
     * @param reason   what is wrong
     */
    public record Damage(Path file, long sequence, String reason) {

        /** Such as {@code FILE, record 7: its bytes changed}. */
        public String inWords() {
            return file + ", record " + sequence + ": " + reason;
        }
    }

    /** Sequence of the last sound record; 0 if there is none. */
    public long lastSequence() {
        return last.sequence();
    }

    /** Chain value of the last sound record. */
    public int lastChain() {
        return last.chain();
    }

    /** Checks every byte and changes nothing. A journal that is being written is checked up to its last record. */
    public static JournalVerification verify(final Path journal) {
        return verify(journal, true);
    }

    /** The same, for the process that has taken the journal's lock and has not written yet. */
    static JournalVerification verifyHeld(final Path journal) {
        return verify(journal, false);
    }

    /** The same, only for the records after a known one; for the whole journal if it does not contain that record. */
    static JournalVerification verifyHeldBehind(final Path journal, final KnownRecord known) {
        final JournalVerification behind = known == null ? null : new JournalVerifier(journal, false).verifyBehind(known);
        return behind == null ? verifyHeld(journal) : behind;
    }

    /** Damage that only appears because files changed meanwhile disappears when checked again; real damage stays at the same place. */
    private static JournalVerification verify(final Path journal, final boolean askForWriter) {
        JournalVerification before = look(journal, askForWriter);
        while (askForWriter && before.status == Status.DAMAGED) {
            final JournalVerification again = look(journal, true);
            if (again.firstBad != null && again.firstBad.equals(before.firstBad)) {
                return again;
            }
            before = again;
        }
        return before;
    }

    private static JournalVerification look(final Path journal, final boolean askForWriter) {
        for (int attempt = 1; true; attempt++) {
            try {
                return new JournalVerifier(journal, askForWriter && WriterLock.isHeld(journal)).verify();
            } catch (final UncheckedIOException e) {
                // A file that is being compressed can disappear during the check.
                if (!(e.getCause() instanceof NoSuchFileException) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public String toString() {
        return state() + (beginning == null ? "" : "; " + beginning.inWords());
    }

    private String state() {
        return switch (status) {
            case EMPTY -> "empty";
            case CLEAN -> "clean, " + records + " records";
            case TORN_TAIL -> "torn tail after " + records + " records (" + torn + ")"
                + (LostTail.TORN.equals(torn) ? "" : "; nothing that was finished is lost");
            case WRITING -> "sound up to record " + lastSequence() + ", " + records + " records; it is still being written";
            case DAMAGED -> "DAMAGED: " + firstBad.inWords() + " (" + records + " records are sound)";
        };
    }
}
