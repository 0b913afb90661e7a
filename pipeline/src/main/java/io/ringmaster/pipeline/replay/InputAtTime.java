package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;

/** Finds an input by its event time, in a few dozen reads. */
public final class InputAtTime {

    private InputAtTime() {
    }

    /**
     * The last input that is at least this much older than the end of the session.
     *
     * @return its sequence; 0 if there is none, or if it was removed from the journal
     * @throws InvalidInputException if the session has no records
     */
    public static long lastBefore(final SessionDirectory session, final long agoNs) {
        try (JournalReader last = JournalReader.openAtEnd(session.input())) {
            if (last == null) {
                throw new InvalidInputException(session.path() + " contains no records. Give the directory of another session.");
            }
            return search(session, last.sequence(), InputMessage.timeNs(last.buffer(), last.offset()) - agoNs);
        }
    }

    private static long search(final SessionDirectory session, final long last, final long timeNs) {
        final JournalBeginning beginning = JournalBeginning.of(session.input());
        final long first = beginning == null ? 1 : beginning.afterSequence() + 1;
        long older = first - 1;
        long younger = last + 1;
        while (younger - older > 1) {
            final long middle = older + (younger - older) / 2;
            if (timeOf(session, middle) <= timeNs) {
                older = middle;
            } else {
                younger = middle;
            }
        }
        return older < first ? 0 : older;
    }

    private static long timeOf(final SessionDirectory session, final long input) {
        try (JournalReader reader = JournalReader.open(session.input(), input - 1)) {
            reader.next();
            return InputMessage.timeNs(reader.buffer(), reader.offset());
        }
    }
}
