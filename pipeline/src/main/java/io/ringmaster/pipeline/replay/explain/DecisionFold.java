package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.journal.DriftText;
import io.ringmaster.journal.ThoughtText;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.replay.explain.Background.Thought;
import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelDriftDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderStateChangeDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictDecoder;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.agrona.DirectBuffer;

/**
 * Folds the outputs of a session, in one pass. It finds the last decision on each instrument up to some input and time, with what was known then, and
 * adds what the records after it say about it.
 */
final class DecisionFold {

    private final LongFunction<Roster> rosters;
    private final RecordedDecisions.Until until;
    private final long firstPositionE8;
    private final Map<Integer, InstrumentFacts> instruments = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final ThoughtDecoder thought = new ThoughtDecoder();
    private final RiskVerdictDecoder verdict = new RiskVerdictDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final OrderStateChangeDecoder change = new OrderStateChangeDecoder();
    private final PortfolioStateDecoder portfolio = new PortfolioStateDecoder();
    private final LatchChangeDecoder latch = new LatchChangeDecoder();
    private final ModelDriftDecoder drift = new ModelDriftDecoder();
    private Roster roster;
    private RecordedWords words;
    private String latched;
    /** What drifts too far, in words; null while the model does not drift. */
    private String drifting;
    private boolean isOver;
    private long firstDecision;

    /**
     * @param rosters         the configuration in force at an input; the same object while it is the same
     * @param firstPositionE8 position of each instrument before the first record about it
     */
    DecisionFold(final LongFunction<Roster> rosters, final RecordedDecisions.Until until, final long firstPositionE8) {
        this.rosters = rosters;
        this.until = until;
        this.firstPositionE8 = firstPositionE8;
    }

    /** Takes the outputs one by one, in their order. */
    void onOutput(final DirectBuffer buffer, final int offset, final int length) {
        final long cause = InputMessage.causeSequence(buffer, offset);
        final long timeNs = buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        isOver |= cause > until.sequence() || timeNs > until.timeNs();
        if (!isOver) {
            use(rosters.apply(cause));
        }
        final int templateId = header.wrap(buffer, offset).templateId();
        switch (templateId) {
            case ObservationDecoder.TEMPLATE_ID -> onObservation(observation.wrapAndApplyHeader(buffer, offset, header));
            case ModelOutputDecoder.TEMPLATE_ID -> onModelOutput(new ModelOutputDecoder().wrapAndApplyHeader(buffer, offset, header));
            case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> onDecision(decision.wrap(buffer, offset));
            case ThoughtDecoder.TEMPLATE_ID -> onThought(thought.wrapAndApplyHeader(buffer, offset, header));
            case RiskVerdictDecoder.TEMPLATE_ID -> onVerdict(verdict.wrapAndApplyHeader(buffer, offset, header), buffer, offset, length);
            case OrderIntentDecoder.TEMPLATE_ID -> onIntent(intent.wrapAndApplyHeader(buffer, offset, header));
            case OrderStateChangeDecoder.TEMPLATE_ID -> onOrder(change.wrapAndApplyHeader(buffer, offset, header));
            case PortfolioStateDecoder.TEMPLATE_ID -> onPortfolio(portfolio.wrapAndApplyHeader(buffer, offset, header));
            case LatchChangeDecoder.TEMPLATE_ID -> onLatch(latch.wrapAndApplyHeader(buffer, offset, header));
            case ModelDriftDecoder.TEMPLATE_ID -> onDrift(drift.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                if (!isOver) {
                    words.onOutput(buffer, offset, templateId);
                }
            }
        }
    }

    /** Under another configuration the indices mean other strategies, so the cards so far keep what they need. */
    private void use(final Roster inForce) {
        if (inForce != roster) {
            cards().forEach(card -> card.keepHeard(words));
            roster = inForce;
            words = new RecordedWords(inForce);
        }
    }

    private InstrumentFacts instrument(final int instrumentId) {
        return instruments.computeIfAbsent(instrumentId, id -> new InstrumentFacts(firstPositionE8));
    }

    /** The card that records about an instrument still belong to; null if there is none. */
    private OpenCard open(final int instrumentId) {
        final OpenCard card = instrument(instrumentId).card();
        return card != null && card.isOpen() ? card : null;
    }

    private void onObservation(final ObservationDecoder seen) {
        if (!isOver) {
            instrument(seen.instrumentId()).onObservation(seen);
        }
    }

    private void onModelOutput(final ModelOutputDecoder said) {
        if (!isOver) {
            instrument(said.instrumentId()).onModelOutput(said);
        }
    }

    private void onDecision(final RecordedDecision made) {
        final int id = made.instrumentId();
        firstDecision = firstDecision == 0 ? made.causeSequence() : firstDecision;
        if (!isOver) {
            instrument(id).onDecision(made, roster, latched);
            words.onDecision(id);
            if (drifting != null) {
                open(id).onDrift(drifting, made.causeSequence(), made.timeNs());
            }
        } else if (open(id) != null) {
            open(id).close(made.causeSequence());
        }
    }

    private void onDrift(final ModelDriftDecoder recorded) {
        if (!isOver) {
            final DriftText.Largest largest = DriftText.largest(recorded);
            drifting = largest.isAlarm() ? largest.text(roster.observed(largest.place())) : null;
        }
    }

    private void onThought(final ThoughtDecoder recorded) {
        final Thought each = new Thought(recorded.code(), recorded.a(), recorded.b(), recorded.timeNs());
        instrument(recorded.instrumentId()).onThought(each);
        final OpenCard card = open(recorded.instrumentId());
        if (card != null) {
            card.onThought(each, recorded.causeSequence());
        }
    }

    private void onVerdict(final RiskVerdictDecoder recorded, final DirectBuffer buffer, final int offset, final int length) {
        final OpenCard card = open(recorded.instrumentId());
        if (card != null && recorded.reason() != RiskReason.PASSED) {
            card.onRefusal(recorded.reason(), buffer, offset, length, recorded.causeSequence(), recorded.timeNs());
        }
    }

    private void onIntent(final OrderIntentDecoder sent) {
        final InstrumentFacts facts = instrument(sent.instrumentId());
        facts.onIntent(sent);
        if (facts.card() != null) {
            facts.card().onIntent(sent, sent.actingVersion() >= OrderIntentDecoder.decisionSequenceSinceVersion());
        }
    }

    private void onOrder(final OrderStateChangeDecoder moved) {
        final InstrumentFacts facts = instrument(moved.instrumentId());
        facts.onOrder(moved);
        if (facts.card() != null) {
            facts.card().onOrder(moved);
        }
    }

    private void onPortfolio(final PortfolioStateDecoder state) {
        instrument(state.instrumentId()).onPosition(state.positionQtyE8());
        final OpenCard card = open(state.instrumentId());
        if (card != null) {
            card.onPortfolio(state);
        }
    }

    private void onLatch(final LatchChangeDecoder changed) {
        final String reason = changed.latched() == 1 ? ThoughtText.words(changed.reason().name()) : null;
        if (reason != null) {
            cards().stream().filter(OpenCard::isOpen).forEach(card -> card.onLatch(reason, changed.causeSequence(), changed.timeNs()));
        }
        latched = reason;
    }

    /** The last decision on each instrument, by instrument. */
    Collection<OpenCard> cards() {
        return instruments.values().stream().map(InstrumentFacts::card).filter(Objects::nonNull).toList();
    }

    /** Ends the fold. */
    void finish() {
        cards().forEach(card -> card.keepHeard(words));
    }

    /** The input that caused the first recorded decision; 0 if there is none. */
    long firstDecision() {
        return firstDecision;
    }
}
