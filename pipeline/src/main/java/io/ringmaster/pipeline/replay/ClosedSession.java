package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.ClosedJournal;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;

/** A verified session that no process runs, locked so that none can start it. */
public final class ClosedSession implements AutoCloseable {

    private final SessionDirectory session;
    private final ClosedJournal input;
    private final ClosedJournal output;

    private ClosedSession(final SessionDirectory session, final ClosedJournal input, final ClosedJournal output) {
        this.session = session;
        this.input = input;
        this.output = output;
    }

    /**
     * @throws io.ringmaster.journal.JournalOccupiedException if a process runs the session
     * @throws io.ringmaster.journal.JournalDamagedException  if the session is damaged
     */
    public static ClosedSession hold(final SessionDirectory session) {
        session.requireComplete();
        final ClosedJournal input = ClosedJournal.hold(session.input());
        try {
            final ClosedJournal output = ClosedJournal.hold(session.output());
            final ClosedSession held = new ClosedSession(session, input, output);
            try {
                SessionVerification.of(session, input.found(), output.found()).requireSound();
                return held;
            } catch (final RuntimeException e) {
                output.close();
                throw e;
            }
        } catch (final RuntimeException e) {
            input.close();
            throw e;
        }
    }

    /** The retention that removes its old records. */
    public Retention retention(final Retention.Limits limits, final SnapshotTrial trial) {
        return new Retention(session, limits, input, output, ChallengerFiles.of(session), trial);
    }

    /**
     * Event time of its last input.
     *
     * @throws InvalidInputException if the session has no input
     */
    public long lastTimeNs() {
        try (JournalReader last = JournalReader.openAtEnd(session.input())) {
            if (last == null) {
                throw new InvalidInputException(session.path() + " contains no records. Give the directory of another session.");
            }
            return InputMessage.timeNs(last.buffer(), last.offset());
        }
    }

    @Override
    public void close() {
        output.close();
        input.close();
    }
}
