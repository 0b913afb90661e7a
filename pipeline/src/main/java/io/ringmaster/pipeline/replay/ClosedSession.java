package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.ClosedJournal;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;

/** A session that no process runs, held so that none begins to, and verified. */
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
     * @throws io.ringmaster.journal.JournalOccupiedException if a process runs it
     * @throws io.ringmaster.journal.JournalDamagedException  if it is damaged
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

    /** What removes its old records. */
    public Retention retention(final Retention.Limits limits, final SnapshotTrial trial) {
        return new Retention(session, limits, input, output, trial);
    }

    /**
     * Event time of its last input.
     *
     * @throws InvalidInputException if it has none
     */
    public long lastTimeNs() {
        try (JournalReader last = JournalReader.openAtEnd(session.input())) {
            if (last == null) {
                throw new InvalidInputException(session.path() + " holds no records.");
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
