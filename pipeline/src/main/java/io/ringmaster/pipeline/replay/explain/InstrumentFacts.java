package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.pipeline.replay.explain.Background.LastOrder;
import io.ringmaster.pipeline.replay.explain.Background.Thought;
import io.ringmaster.schema.ModelOutputDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.versions.RecordedDecision;
import java.util.ArrayList;
import java.util.List;

/** What is known of one instrument at an output, and its last decision. */
final class InstrumentFacts {

    private long positionE8;
    private Thought lastThought;
    private LastOrder lastOrder;
    private Signal lastSignal = Signal.HOLD;
    private long lastExposureE8;
    private double lastStrength;
    private double lastConfidence;
    private int sameTargets;
    private List<Double> observed = List.of();
    private long observedSequence;
    private RecordedAnswer answer = RecordedAnswer.NONE;
    private long answerSequence;
    private OpenCard card;

    /** @param positionE8 before the first record about it */
    InstrumentFacts(final long positionE8) {
        this.positionE8 = positionE8;
    }

    void onObservation(final ObservationDecoder observation) {
        observedSequence = observation.causeSequence();
        observed = new ArrayList<>();
        for (final ObservationDecoder.ValuesDecoder value : observation.values()) {
            observed.add(value.value());
        }
    }

    void onModelOutput(final ModelOutputDecoder output) {
        answerSequence = output.causeSequence();
        answer = RecordedAnswer.of(output);
    }

    /** Begins the card of a decision, in place of the one before. */
    void onDecision(final RecordedDecision decision, final Roster roster, final String latched) {
        final boolean isSame = decision.signal() == lastSignal && decision.exposureE8() == lastExposureE8 && decision.strength() == lastStrength
            && decision.confidence() == lastConfidence;
        sameTargets = isSame ? sameTargets + 1 : 1;
        lastSignal = decision.signal();
        lastExposureE8 = decision.exposureE8();
        lastStrength = decision.strength();
        lastConfidence = decision.confidence();
        card = new OpenCard(
            decision, roster, new Background(positionE8, lastThought, latched, lastOrder, sameTargets),
            observedSequence == decision.causeSequence() ? observed : List.of(),
            answerSequence == decision.causeSequence() ? answer : RecordedAnswer.NONE);
    }

    void onThought(final Thought thought) {
        lastThought = thought;
    }

    void onPosition(final long qtyE8) {
        positionE8 = qtyE8;
    }

    void onIntent(final OrderIntentDecoder intent) {
        if (intent.kind() == OrderKind.NEW && (intent.purpose() == OrderPurpose.INCREASE || intent.purpose() == OrderPurpose.REDUCE)) {
            lastOrder = new LastOrder(intent.clientOrderId(), OrderState.PENDING_NEW);
        }
    }

    void onOrder(final OrderStateChangeDecoder change) {
        if (lastOrder != null && lastOrder.clientOrderId() == change.clientOrderId()) {
            lastOrder = new LastOrder(lastOrder.clientOrderId(), change.to());
        }
    }

    /** The last decision that counts; null if there is none. */
    OpenCard card() {
        return card;
    }
}
