package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.InputMessage;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.SessionStartDecoder;

/**
 * What a session's first record says of how it was run.
 *
 * @param build        version and commit of the program
 * @param configSha256 hex digest of the configuration beside the journals
 */
public record RecordedStart(String build, String configSha256) {

    /** @return null if the journal is empty or begins with something else */
    public static RecordedStart of(final SessionDirectory session) {
        try (JournalReader reader = JournalReader.open(session.input())) {
            if (!reader.next() || InputMessage.templateId(reader.buffer(), reader.offset()) != SessionStartDecoder.TEMPLATE_ID) {
                return null;
            }
            final SessionStartDecoder start =
                new SessionStartDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), new MessageHeaderDecoder());
            // The texts come after the groups, which have to be walked through first.
            for (final SessionStartDecoder.InstrumentsDecoder instrument : start.instruments()) {
                instrument.sbeSkip();
            }
            return new RecordedStart(start.build(), start.configSha256());
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
