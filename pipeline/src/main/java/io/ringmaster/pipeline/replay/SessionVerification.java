package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.journal.JournalVerification.Damage;
import io.ringmaster.journal.JournalVerification.Status;
import io.ringmaster.pipeline.port.InputMessage;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The result of the verification of a whole session: both journals, the configuration, and whether they belong together.
 *
 * @param input    the input journal
 * @param output   the output journal
 * @param firstBad the first damage, in a journal or between them; null if there is none
 */
public record SessionVerification(JournalVerification input, JournalVerification output, Damage firstBad) {

    /** Reads every byte and changes nothing. */
    public static SessionVerification verify(final SessionDirectory session) {
        // Reads the output first: while a session is running, its inputs are always ahead of its outputs.
        final JournalVerification output = JournalVerification.verify(session.output());
        final JournalVerification input = JournalVerification.verify(session.input());
        return of(session, input, output);
    }

    /** The same from existing verifications of the journals. */
    static SessionVerification of(final SessionDirectory session, final JournalVerification input, final JournalVerification output) {
        final Damage inJournals = input.firstBad() != null ? input.firstBad() : output.firstBad();
        return new SessionVerification(input, output, inJournals != null ? inJournals : between(session, input, output));
    }

    /**
     * Checks that all files of a session exist, without reading the journals.
     *
     * @throws JournalDamagedException if a file is missing
     */
    static void requireComplete(final SessionDirectory session) {
        final Damage missing = missing(session);
        if (missing != null) {
            throw new JournalDamagedException(missing);
        }
    }

    public boolean isSound() {
        return firstBad == null;
    }

    /** Whether a process is writing the session. */
    public boolean isWriting() {
        return input.status() == Status.WRITING || output.status() == Status.WRITING;
    }

    /** Whether the last writer of a journal died. */
    public boolean isTorn() {
        return input.status() == Status.TORN_TAIL || output.status() == Status.TORN_TAIL;
    }

    /** @throws JournalDamagedException if the session is not sound */
    public void requireSound() {
        if (firstBad != null) {
            throw new JournalDamagedException(firstBad);
        }
    }

    private static Damage between(final SessionDirectory session, final JournalVerification input, final JournalVerification output) {
        final Damage missing = missing(session);
        if (missing != null) {
            return missing;
        }
        final SessionBeginning beginning = SessionBeginning.of(session);
        final Damage atBeginning = beginning == null ? null : beginning.damage(session);
        if (atBeginning != null) {
            return atBeginning;
        }
        final RecordedStart start = RecordedStart.of(session);
        if (start != null && !start.isConfiguration(session)) {
            return new Damage(session.configuration(), 1, "it is not the configuration the session was run with: its SHA-256 is not the one in the"
                + " first record");
        }
        return reach(session, input, output);
    }

    private static Damage missing(final SessionDirectory session) {
        if (!Files.isRegularFile(session.configuration())) {
            return new Damage(session.configuration(), 1, "the file is missing");
        }
        for (final Path journal : new Path[] {session.input(), session.output()}) {
            if (!Files.isDirectory(journal) && (!JournalAnchors.isAnchored(journal) || JournalAnchors.hasBegun(journal))) {
                return new Damage(journal, 1, "the journal is missing");
            }
        }
        final boolean isAnchored = JournalAnchors.isAnchored(session.input());
        if (isAnchored != JournalAnchors.isAnchored(session.output())) {
            return new Damage(JournalAnchors.of(isAnchored ? session.output() : session.input()), 1, "the file is missing");
        }
        return isAnchored && !JournalAnchors.areOfOneSession(session.input(), session.output())
            ? new Damage(JournalAnchors.of(session.output()), 1, "it is not as it was written, or of another session than the input") : null;
    }

    /** Checks that no output belongs to a missing input, and that a session that ended has all its outputs. */
    private static Damage reach(final SessionDirectory session, final JournalVerification input, final JournalVerification output) {
        final long answered = lastCause(session, output);
        if (answered > input.lastSequence()) {
            return new Damage(session.input(), input.lastSequence() + 1,
                "output record " + output.lastSequence() + " answers input " + answered + ", but the input journal ends before it");
        }
        final boolean isWriting = input.status() == Status.WRITING || output.status() == Status.WRITING;
        if (isWriting || answered == input.lastSequence() || !session.hasEnded()) {
            return null;
        }
        return new Damage(session.output(), output.lastSequence() + 1,
            "the session ended with input " + input.lastSequence() + ", but the last output answers input " + answered);
    }

    /** The input that caused the last output; 0 if there is no output. */
    private static long lastCause(final SessionDirectory session, final JournalVerification output) {
        if (output.records() == 0) {
            return 0;
        }
        try (JournalReader reader = JournalReader.open(session.output(), output.lastSequence() - 1)) {
            return reader.next() ? InputMessage.causeSequence(reader.buffer(), reader.offset()) : 0;
        }
    }
}
