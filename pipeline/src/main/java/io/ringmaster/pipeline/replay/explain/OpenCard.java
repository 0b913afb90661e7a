package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.journal.MessageFields;
import io.ringmaster.journal.ThoughtText;
import io.ringmaster.pipeline.replay.explain.Background.Thought;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Asked;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Heard;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Limit;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Market;
import io.ringmaster.pipeline.replay.explain.DecisionCard.NamedPrice;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Outcome;
import io.ringmaster.pipeline.replay.explain.DecisionCard.SentOrder;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Terms;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Votes;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Wanted;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.versions.RecordedDecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** A decision, and what the records after it add. Reasons are kept once each, so its size does not depend on the number of records. */
final class OpenCard {

    static final String THOUGHT = "thought";
    static final String VERDICT = "verdict";
    static final String LATCH = "latch";
    static final String DEAD_ZONE = "dead zone";
    static final String DRIFT = "drift";

    final long sequence;
    final long timeNs;
    final int instrumentId;
    final String trigger;
    final Wanted wanted;
    final Votes votes;
    final Background before;
    final Roster roster;
    final List<Double> features;
    final RecordedAnswer answer;
    private final Map<String, Limit> limits = new LinkedHashMap<>();
    private final Map<Long, SentOrder> orders = new TreeMap<>();
    private final List<Long> canceled = new ArrayList<>();
    private List<Heard> heard;
    private long positionE8;
    private long markE8;
    private long nextSequence;

    /**
     * @param features what a model saw; empty if none is asked
     * @param answer   what it said
     */
    OpenCard(
        final RecordedDecision decision, final Roster roster, final Background before, final List<Double> features, final RecordedAnswer answer) {
        this.roster = roster;
        this.before = before;
        this.features = features;
        this.answer = answer;
        sequence = decision.causeSequence();
        timeNs = decision.timeNs();
        instrumentId = decision.instrumentId();
        trigger = decision.trigger() == DecisionTrigger.NULL_VAL ? "" : decision.trigger().name().toLowerCase(Locale.ROOT);
        wanted = new Wanted(
            decision.signal(), decision.reason(), decision.exposureE8(), decision.strength(), decision.confidence(),
            named(decision.stopPriceE8(), name(decision.stopStrategyIndex())), named(decision.targetPriceE8(), name(decision.targetStrategyIndex())));
        votes = votes(decision);
        positionE8 = before.positionE8();
        markE8 = decision.markPriceE8();
    }

    private Votes votes(final RecordedDecision decision) {
        final boolean areCounted = decision.longs() != RecordedDecision.UNKNOWN;
        return new Votes(
            decision.longs(), decision.shorts(), decision.flats(), decision.agreeing(),
            roster.strategiesOf(instrumentId), areCounted ? decision.weightE8() / 1e8 : Double.NaN, name(decision.strategyIndex()));
    }

    /** The index is negative where an old record does not have it. */
    private String name(final int strategyIndex) {
        return roster.name(strategyIndex);
    }

    private static NamedPrice named(final long priceE8, final String strategy) {
        return priceE8 == RecordedDecision.NO_PRICE ? null : new NamedPrice(priceE8, strategy);
    }

    /** Whether no later decision on the instrument was made. */
    boolean isOpen() {
        return nextSequence == 0;
    }

    /** Ends it: a later decision on the instrument was made. */
    void close(final long bySequence) {
        if (isOpen()) {
            nextSequence = bySequence;
        }
    }

    /** Keeps who was heard. Later calls change nothing. */
    void keepHeard(final RecordedWords words) {
        if (heard == null) {
            heard = wanted.isAsked() ? words.heard(instrumentId, timeNs) : List.of();
        }
    }

    void onThought(final Thought thought, final long cause) {
        note(THOUGHT, thought.code().name(), thought.text(), cause, thought.timeNs());
    }

    /** The gate refused an order. */
    void onRefusal(final RiskReason reason, final DirectBuffer buffer, final int offset, final int length, final long cause, final long atNs) {
        final Map<String, Object> fields = MessageFields.of(buffer, offset, length);
        note(VERDICT, reason.name(), "refused by the risk gate: " + ThoughtText.words(reason.name()) + ", limit " + fields.get("limit")
            + ", observed " + fields.get("observed"), cause, atNs);
    }

    void onLatch(final String reason, final long cause, final long atNs) {
        note(LATCH, reason, "latched: " + reason, cause, atNs);
    }

    /** The model drifted when it was asked. That changes nothing, but a reader of the card should know. */
    void onDrift(final String text, final long cause, final long atNs) {
        note(DRIFT, DRIFT, "the model drifts: " + text, cause, atNs);
    }

    /** The first thought of this kind since the decision; null if there is none. */
    Limit thought(final ThoughtCode code) {
        return limits.get(THOUGHT + code.name());
    }

    /** The first refusal of the gate since the decision; null if there is none. */
    Limit refusal() {
        return limits.values().stream().filter(limit -> limit.kind().equals(VERDICT)).findFirst().orElse(null);
    }

    private void note(final String kind, final String code, final String text, final long cause, final long atNs) {
        limits.merge(kind + code, new Limit(cause, atNs, kind, text, 1), (first, again) ->
            new Limit(first.sequence(), first.timeNs(), kind, first.text(), first.times() + 1));
    }

    /**
     * A new order, or a cancel of an earlier one.
     *
     * @param namesDecision false before schema version 2: then the orders of the decision's own event are taken for its own
     */
    void onIntent(final OrderIntentDecoder intent, final boolean namesDecision) {
        final long cause = intent.causeSequence();
        switch (intent.kind()) {
            case NEW -> {
                if (namesDecision ? intent.decisionSequence() == sequence : cause == sequence) {
                    orders.put(intent.clientOrderId(), new SentOrder(
                        intent.clientOrderId(), cause, intent.timeNs(), terms(intent), OrderState.PENDING_NEW, 0));
                }
            }
            case CANCEL -> {
                if (cause == sequence) {
                    canceled.add(intent.clientOrderId());
                }
            }
            case CANCEL_ALL, AMEND, NULL_VAL -> {
                // They carry out no decision.
            }
        }
    }

    private static Terms terms(final OrderIntentDecoder intent) {
        final long limitE8 = intent.limitPriceE8();
        final long stopE8 = intent.stopPriceE8();
        return new Terms(
            intent.purpose(), intent.orderType(), intent.side(), intent.qtyE8(),
            limitE8 == OrderIntentDecoder.limitPriceE8NullValue() ? DecisionCard.UNKNOWN : limitE8,
            stopE8 == OrderIntentDecoder.stopPriceE8NullValue() ? DecisionCard.UNKNOWN : stopE8);
    }

    void onOrder(final OrderStateChangeDecoder change) {
        orders.computeIfPresent(change.clientOrderId(), (id, order) ->
            new SentOrder(id, order.sequence(), order.timeNs(), order.terms(), change.to(), change.cumQtyE8()));
    }

    void onPortfolio(final PortfolioStateDecoder state) {
        positionE8 = state.positionQtyE8();
        markE8 = state.causeSequence() == sequence ? state.markPriceE8() : markE8;
    }

    /** Orders of earlier decisions that this one canceled. */
    List<Long> canceled() {
        return canceled;
    }

    Collection<SentOrder> orders() {
        return orders.values();
    }

    /** What kept the target from following the policy, and then what stood in the way of the target. */
    private List<Limit> allLimits() {
        final List<Limit> all = new ArrayList<>();
        final String kept = DeadZone.sentence(roster, wanted, heard, timeNs);
        if (!kept.isEmpty()) {
            all.add(new Limit(sequence, timeNs, DEAD_ZONE, kept, 1));
        }
        all.addAll(limits.values());
        return all;
    }

    DecisionCard finish(final InputsAtDecision.Facts inputs) {
        return new DecisionCard(
            new Asked(
                sequence, timeNs, roster.symbol(instrumentId), roster.policy(), trigger,
                new Market(inputs.bidPriceE8(), inputs.askPriceE8(), markE8), ModelRun.of(roster, wanted.reason(), features, answer)),
            wanted, votes, heard, allLimits(), List.copyOf(orders.values()),
            new Outcome(before.positionE8(), positionE8, nextSequence, Reason.of(this, inputs)));
    }
}
