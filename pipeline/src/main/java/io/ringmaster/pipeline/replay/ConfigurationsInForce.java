package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfiguredDecoder;
import java.nio.file.Files;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which of a session's configurations is in force at which input, by its SHA-256. A Reconfigured input and its outputs belong to the configuration
 * that it names. If the records that name the configuration were removed, the answer is empty.
 */
public final class ConfigurationsInForce {

    private static final String UNKNOWN = "";

    /** By the first input at which each is in force. */
    private final NavigableMap<Long, String> byFirst = new TreeMap<>();

    private ConfigurationsInForce(final String first) {
        byFirst.put(Long.MIN_VALUE, first);
    }

    /** Reads the input journal, up to its first damage. */
    public static ConfigurationsInForce of(final SessionDirectory session) {
        final ConfigurationsInForce found = new ConfigurationsInForce(SessionDirectory.sha256(session.readConfiguration()));
        final boolean isOnlyOne = !new SessionConfigurations(session).hasLater();
        if (!Files.isDirectory(session.input())) {
            if (!isOnlyOne) {
                found.byFirst.put(Long.MIN_VALUE, UNKNOWN);
            }
            return found;
        }
        final JournalBeginning beginning = JournalBeginning.of(session.input());
        final long before = beginning == null ? 0 : beginning.afterSequence();
        if (beginning != null && !isOnlyOne) {
            found.byFirst.put(Long.MIN_VALUE, UNKNOWN);
        }
        found.read(session, before, isOnlyOne);
        if (beginning != null && !isOnlyOne) {
            found.startAt(session, before + 1);
        }
        return found;
    }

    private void read(final SessionDirectory session, final long before, final boolean isOnlyOne) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
        long last = before;
        try (JournalReader reader = JournalReader.open(session.input())) {
            while (reader.next()) {
                last = reader.sequence();
                if (InputMessage.templateId(reader.buffer(), reader.offset()) == ReconfiguredDecoder.TEMPLATE_ID) {
                    byFirst.put(last, reconfigured.wrapAndApplyHeader(reader.buffer(), reader.offset(), header).configSha256());
                }
            }
        } catch (final JournalDamagedException e) {
            // The reader of the records reports the damage. The configuration after it is unknown.
            if (!isOnlyOne) {
                byFirst.put(last + 1, UNKNOWN);
            }
        }
    }

    /** The first snapshot of a cut session names the configuration in force there, and back to the last change before it. */
    private void startAt(final SessionDirectory session, final long first) {
        try {
            final Snapshot snapshot = SessionBeginning.of(session).read(session);
            if (at(snapshot.place().inputSequence()).isEmpty()) {
                byFirst.putIfAbsent(first, snapshot.origin().configSha256());
            }
        } catch (final CutSessionException e) {
            // The records can be read without this snapshot; only the names stay unknown.
            byFirst.putIfAbsent(first, UNKNOWN);
        }
    }

    /**
     * The configuration of an input, or of an output that this input caused.
     *
     * @return hex SHA-256 of its text; empty if it is unknown
     */
    public String at(final long inputSequence) {
        return byFirst.floorEntry(inputSequence).getValue();
    }
}
