package io.ringmaster.journal;

import java.nio.file.Path;

/**
 * What a look at a whole journal found.
 *
 * @param status       see {@link Status}
 * @param records      sound records, up to the first damage
 * @param lastSequence of the last sound record; 0 when there is none
 * @param lastChain    chain value of the last sound record
 * @param isClosed     whether its last writer closed it
 * @param firstBad     the first damage; null unless DAMAGED
 * @param torn         what the torn tail looks like; null unless TORN_TAIL
 */
public record JournalVerification(
    Status status, long records, long lastSequence, int lastChain, boolean isClosed, Damage firstBad, String torn) {

    /** How a journal is. */
    public enum Status {
        /** There is none yet. */
        EMPTY,
        /** Closed in order, and every byte is as it was. */
        CLEAN,
        /** Its last writer died: every record it finished is there, the end was not written in order. Not damage. */
        TORN_TAIL,
        /** It does not hold what was written to it. */
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
    }

    /** Looks at every byte, and changes nothing. */
    public static JournalVerification verify(final Path journal) {
        return new JournalVerifier(journal).verify();
    }

    @Override
    public String toString() {
        return switch (status) {
            case EMPTY -> "empty";
            case CLEAN -> "clean, " + records + " records";
            case TORN_TAIL -> "torn tail after " + records + " records (" + torn + "); nothing that was finished is lost";
            case DAMAGED -> "DAMAGED: " + firstBad.file() + ", record " + firstBad.sequence() + ": " + firstBad.reason() + " (" + records
                + " records are sound)";
        };
    }
}
