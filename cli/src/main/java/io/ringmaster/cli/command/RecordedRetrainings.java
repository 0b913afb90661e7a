package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.RetrainingResult;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.replay.ConfigurationsInForce;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.RetrainingOutcomeDecoder;
import io.ringmaster.schema.RetrainingVerdict;
import io.ringmaster.strategies.StrategySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the input journal of a session says about its retrainings so far. A damaged journal is refused where the damage is. */
final class RecordedRetrainings {

    private final SessionDirectory session;
    private final Map<String, Long> heldOutFromByModel = new HashMap<>();
    private long lastNs = RetrainingResult.NO_TIME;
    private long lastSequence = Long.MIN_VALUE;

    private RecordedRetrainings(final SessionDirectory session) {
        this.session = session;
    }

    /** @throws io.ringmaster.journal.JournalDamagedException if a record is damaged */
    static RecordedRetrainings of(final SessionDirectory session) {
        final RecordedRetrainings found = new RecordedRetrainings(session);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final RetrainingOutcomeDecoder outcome = new RetrainingOutcomeDecoder();
        try (JournalReader reader = JournalReader.open(session.input())) {
            while (reader.next()) {
                if (InputMessage.templateId(reader.buffer(), reader.offset()) == RetrainingOutcomeDecoder.TEMPLATE_ID) {
                    found.add(reader.sequence(), outcome.wrapAndApplyHeader(reader.buffer(), reader.offset(), header));
                }
            }
        }
        return found;
    }

    private void add(final long sequence, final RetrainingOutcomeDecoder outcome) {
        lastNs = outcome.receiveTimeNs();
        lastSequence = sequence;
        final long heldOutFromNs = outcome.heldOutFromTimeNs();
        if (outcome.verdict() == RetrainingVerdict.PROMOTED) {
            heldOutFromByModel.put(outcome.newModelSha256(), heldOutFromNs);
        }
    }

    /** Event time of the last retraining; {@link RetrainingResult#NO_TIME} if there was none. */
    long lastNs() {
        return lastNs;
    }

    /**
     * The time from which on a model has learned from nothing.
     *
     * @return {@link RetrainingResult#NO_TIME} if no retraining of this session made the model
     */
    long heldOutFromNs(final String modelSha256) {
        return heldOutFromByModel.getOrDefault(modelSha256, RetrainingResult.NO_TIME);
    }

    /** Whether the session has other strategies now than at its last retraining, or than at its beginning if there was none. */
    boolean haveStrategiesChanged() {
        final String then = ConfigurationsInForce.of(session).at(lastSequence);
        final SessionConfigurations all = new SessionConfigurations(session);
        return !then.isEmpty() && !strategies(all.read(then)).equals(strategies(all.newest()));
    }

    private List<StrategySpec> strategies(final String configuration) {
        return Settings.readStored("a configuration of " + session.path(), configuration).strategies().stream().filter(StrategySpec::enabled).toList();
    }
}
