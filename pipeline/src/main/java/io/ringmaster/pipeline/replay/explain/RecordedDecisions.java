package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.replay.ConfigurationsInForce;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last decision on each instrument of a session, up to some input and time.
 *
 * @param cards         by instrument
 * @param firstDecision the input that caused the first recorded decision of the session; 0 if there is none
 */
public record RecordedDecisions(List<DecisionCard> cards, long firstDecision) {

    public RecordedDecisions {
        cards = List.copyOf(cards);
    }

    /** The last input and the last event time of the decisions that count. */
    public record Until(long sequence, long timeNs) {
    }

    /**
     * Reads the journals of a session, which may be running.
     *
     * @throws io.ringmaster.journal.JournalDamagedException if a journal is damaged
     */
    public static RecordedDecisions read(final SessionDirectory session, final Configurations configurations, final Until until) {
        final ConfigurationsInForce inForce = ConfigurationsInForce.of(session);
        final Map<String, Roster> rosters = new TreeMap<>();
        final boolean isWhole = JournalBeginning.of(session.output()) == null;
        final DecisionFold fold = new DecisionFold(cause -> rosters.computeIfAbsent(inForce.at(cause), sha256 ->
            new Roster(sha256.isEmpty() ? null : configurations.configuration(sha256))), until, isWhole ? 0 : DecisionCard.UNKNOWN);
        if (Files.isDirectory(session.output())) {
            try (JournalReader reader = JournalReader.open(session.output())) {
                while (reader.next()) {
                    fold.onOutput(reader.buffer(), reader.offset(), reader.length());
                }
            }
        }
        fold.finish();
        return new RecordedDecisions(InputsAtDecision.finish(session, fold.cards()), fold.firstDecision());
    }
}
