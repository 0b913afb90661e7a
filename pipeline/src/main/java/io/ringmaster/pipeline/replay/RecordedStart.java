package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.SessionStartDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Build and configuration in a session's first record.
 *
 * @param build        version and commit of the program
 * @param configSha256 hex digest of the configuration beside the journals
 */
public record RecordedStart(String build, String configSha256) {

    /** @return null if the journal is empty or begins with something else */
    public static RecordedStart of(final SessionDirectory session) {
        final SessionStartDecoder start = message(session);
        if (start == null) {
            return null;
        }
        // The texts come after the groups, so read the groups first.
        for (final SessionStartDecoder.InstrumentsDecoder instrument : start.instruments()) {
            instrument.sbeSkip();
        }
        return new RecordedStart(start.build(), start.configSha256());
    }

    /**
     * The session's first record, which is stored even after its removal from the journal.
     *
     * @return null if the journal is empty or begins with something else
     */
    public static SessionStartDecoder message(final SessionDirectory session) {
        final UnsafeBuffer first = first(session);
        return first == null || InputMessage.templateId(first, 0) != SessionStartDecoder.TEMPLATE_ID ? null
            : new SessionStartDecoder().wrapAndApplyHeader(first, 0, new MessageHeaderDecoder());
    }

    private static UnsafeBuffer first(final SessionDirectory session) {
        final JournalBeginning beginning = JournalBeginning.of(session.input());
        if (beginning != null) {
            return new UnsafeBuffer(beginning.firstRecordBytes());
        }
        try (JournalReader reader = JournalReader.open(session.input())) {
            if (!reader.next()) {
                return null;
            }
            final byte[] copy = new byte[reader.length()];
            reader.buffer().getBytes(reader.offset(), copy);
            return new UnsafeBuffer(copy);
        }
    }

    /** Whether the configuration beside the journals is the one the session was run with. */
    boolean isConfiguration(final SessionDirectory session) {
        return SessionDirectory.sha256(session.readConfiguration()).equals(configSha256);
    }

    /** @throws ReplayDifferenceException if the configuration beside the journals is not the one the session was run with */
    public void requireConfiguration(final SessionDirectory session) {
        final String now = SessionDirectory.sha256(session.readConfiguration());
        if (!now.equals(configSha256)) {
            throw new ReplayDifferenceException(session.configuration() + " is not the configuration the session was run with: SHA-256 is "
                + now + ", was " + configSha256 + ". Put the original file back.");
        }
    }
}
