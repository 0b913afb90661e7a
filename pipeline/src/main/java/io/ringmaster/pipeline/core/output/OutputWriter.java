package io.ringmaster.pipeline.core.output;

import io.ringmaster.inference.Basis;
import io.ringmaster.inference.ExpertWeights;
import io.ringmaster.inference.NewSignals;
import io.ringmaster.inference.Target;
import io.ringmaster.inference.drift.DriftReport;
import io.ringmaster.pipeline.core.account.TradeBlock;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.DecisionEncoder;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.ExpertWeightsEncoder;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.InvariantBrokenEncoder;
import io.ringmaster.schema.LatchChangeEncoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeEncoder;
import io.ringmaster.schema.PortfolioStateEncoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictEncoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateEncoder;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtEncoder;
import io.ringmaster.schema.VenueReason;
import org.agrona.ExpandableDirectByteBuffer;

/**
 * Encodes outputs, each with the input that caused it, and hands them to the sink. Order intents go to the gateway when the input is finished and the
 * sink has recorded all its outputs, so each intent that leaves is recorded. Nothing in the pipeline reads an output, so for a sink that reads only
 * orders the frequent rest is not encoded. Allocates nothing.
 */
public final class OutputWriter {

    private static final int INITIAL_BYTES = 16_384;
    private static final int MOST_WEIGHTS = 256;

    private final OutputSink sink;
    private final UnsentIntents unsent;
    private final ExpandableDirectByteBuffer buffer = new ExpandableDirectByteBuffer(INITIAL_BYTES);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RecommendationList recommendations = new RecommendationList(buffer);
    private final StrategyStateEncoder strategyState = new StrategyStateEncoder();
    private final DecisionEncoder decision = new DecisionEncoder();
    private final RiskVerdictEncoder riskVerdict = new RiskVerdictEncoder();
    private final VirtualTrades virtualTrades = new VirtualTrades(buffer);
    private final ExpertWeightsEncoder expertWeights = new ExpertWeightsEncoder();
    private final ModelRecords modelRecords = new ModelRecords(buffer);
    private final OrderIntents intents = new OrderIntents(buffer);
    private final OrderStateChangeEncoder orderStateChange = new OrderStateChangeEncoder();
    private final PortfolioStateEncoder portfolioState = new PortfolioStateEncoder();
    private final ThoughtEncoder thought = new ThoughtEncoder();
    private final LatchChangeEncoder latchChange = new LatchChangeEncoder();
    private final InvariantBrokenEncoder invariantBroken = new InvariantBrokenEncoder();
    private long causeSequence;
    private long timeNs;
    private long written;

    public OutputWriter(final OutputSink sink, final OrderGateway gateway) {
        this.sink = sink;
        unsent = new UnsentIntents(gateway);
    }

    /** Everything written from here on was caused by this input. Call {@link #end} when it is finished. */
    public void begin(final long sequence, final long eventTimeNs) {
        unsent.clear();
        causeSequence = sequence;
        timeNs = eventTimeNs;
        intents.begin(sequence, eventTimeNs);
        recommendations.begin(sequence, eventTimeNs);
        virtualTrades.begin(sequence, eventTimeNs);
        modelRecords.begin(sequence, eventTimeNs);
    }

    /** The input is finished: its outputs are recorded, then its intents leave. */
    public void end() {
        sink.record();
        unsent.send();
    }

    /** Adds a recommendation to those of this input. Call {@link #endRecommendations} after the last one. */
    public void recommendation(
        final int strategyIndex, final Signal signal, final double strength, final double confidence, final long stopPriceE8,
        final long targetPriceE8) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        if (recommendations.isFull()) {
            endRecommendations();
        }
        recommendations.add(strategyIndex, signal, strength, confidence, stopPriceE8, targetPriceE8);
    }

    /** Adds a recommendation that says no more than its signal. */
    public void signal(final int strategyIndex, final Signal signal) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        if (recommendations.isFull()) {
            endRecommendations();
        }
        recommendations.add(strategyIndex, signal.ordinal());
    }

    /** Adds recommendations that say no more than their signals. */
    public void signals(final NewSignals said) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        for (int i = 0; i < said.count();) {
            if (recommendations.isFull()) {
                endRecommendations();
            }
            i = recommendations.add(said, i);
        }
    }

    /** Records the recommendations of this input that are not recorded yet. */
    public void endRecommendations() {
        if (!recommendations.isEmpty()) {
            record(recommendations.encode());
        }
    }

    public void strategyState(final int strategyIndex, final StrategyCondition condition) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        strategyState.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .strategyIndex(strategyIndex).condition(condition);
        append(strategyState.encodedLength());
    }

    /**
     * Virtual accounts traded.
     *
     * @param first block of the trades; null if there is none
     */
    public void virtualTrades(final TradeBlock first) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        for (TradeBlock left = first; left != null;) {
            left = virtualTrades.encode(left);
            record(virtualTrades.length());
        }
    }

    /** Records weights that changed, in lists of limited length. */
    public void expertWeights(final ExpertWeights changed) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        for (int from = 0; from < changed.count(); from += MOST_WEIGHTS) {
            final int count = Math.min(MOST_WEIGHTS, changed.count() - from);
            final ExpertWeightsEncoder.WeightsEncoder group =
                expertWeights.wrapAndApplyHeader(buffer, 0, header).causeSequence(causeSequence).timeNs(timeNs).weightsCount(count);
            for (int i = from; i < from + count; i++) {
                group.next().strategyIndex(changed.strategyIndex(i)).weight(changed.weight(i));
            }
            append(expertWeights.encodedLength());
        }
    }

    /**
     * Records a decision, behind what its model saw and said.
     *
     * @param markE8   of its instrument
     * @param equityE8 at the marks of this event, before anything else that it does
     */
    public void decision(final Target target, final DecisionTrigger trigger, final long markE8, final long equityE8) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        if (target.isObserved) {
            record(modelRecords.observation(target));
        }
        if (target.answer.count > 0) {
            record(modelRecords.output(target));
        }
        final Basis basis = target.basis;
        decision.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .exposureE8(target.exposureE8).strength(target.strength).confidence(target.confidence)
            .weightE8(basis.weightE8).markPriceE8(markE8).equityE8(equityE8)
            .instrumentId(target.instrumentId).agreeing(target.agreeing).longs(basis.longs).shorts(basis.shorts).flats(basis.flats)
            .strategyIndex(target.strategyIndex).signal(target.signal).reason(target.reason).trigger(trigger);
        if (target.stopPriceE8 == Target.NO_PRICE && target.targetPriceE8 == Target.NO_PRICE) {
            decision.exitsCount(0);
        } else {
            decision.exitsCount(1).next()
                .stopPriceE8(target.stopPriceE8).targetPriceE8(target.targetPriceE8)
                .stopStrategyIndex(basis.stopStrategyIndex).targetStrategyIndex(basis.targetStrategyIndex);
        }
        append(decision.encodedLength());
    }

    /** Records how far a model is from its reference. */
    public void modelDrift(final DriftReport report) {
        record(modelRecords.drift(report));
    }

    /** The gate refused an order. That it lets one pass is said by the order. */
    public void refusal(
        final int instrumentId, final long clientOrderId, final RiskReason reason, final long limitE8, final long observedE8) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        riskVerdict.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .clientOrderId(clientOrderId).limitE8(limitE8).observedE8(observedE8)
            .instrumentId(instrumentId).reason(reason);
        append(riskVerdict.encodedLength());
    }

    /** Records a new order and sends it when the input is finished. */
    public void newOrder(final Order order) {
        intents.newOrder(order);
        recordAndSend();
    }

    /** Records that a stop is to be moved, and sends it when the input is finished. */
    public void amend(final Order order, final long stopPriceE8) {
        intents.amend(order, stopPriceE8);
        recordAndSend();
    }

    /** Records a cancel and sends it when the input is finished. */
    public void cancel(final Order order) {
        intents.cancel(order);
        recordAndSend();
    }

    /** Records a cancel of everything on one instrument and sends it when the input is finished. */
    public void cancelAll(final int instrumentId) {
        intents.cancelAll(instrumentId);
        recordAndSend();
    }

    /** An order moved from one state to another; its quantities are those after the move. */
    public void orderStateChange(
        final Order order, final OrderState from, final OrderState to, final OrderEvent event, final VenueReason reason) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        orderStateChange.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .clientOrderId(order.clientOrderId).cumQtyE8(order.cumQtyE8).leavesQtyE8(order.leavesQtyE8())
            .instrumentId(order.instrumentId).from(from).to(to).orderEvent(event).reason(reason);
        append(orderStateChange.encodedLength());
    }

    /** The ledger and one of its instruments as they are now. */
    public void portfolioState(final Ledger ledger, final int instrumentId) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        portfolioState.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .positionQtyE8(ledger.positionE8(instrumentId)).averageEntryPriceE8(ledger.averageEntryPriceE8(instrumentId))
            .markPriceE8(ledger.markE8(instrumentId)).cashE8(ledger.cashE8()).realisedPnlE8(ledger.realisedPnlE8())
            .unrealisedPnlE8(ledger.unrealisedPnlE8(instrumentId)).feesE8(ledger.feesE8()).fundingE8(ledger.fundingE8())
            .equityE8(ledger.equityE8()).instrumentId(instrumentId);
        append(portfolioState.encodedLength());
    }

    /** @param a meaning by code: see the schema */
    public void thought(final int instrumentId, final ThoughtCode code, final long a, final long b) {
        if (sink.readsOnlyOrders()) {
            return;
        }
        thought.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .a(a).b(b).instrumentId(instrumentId).code(code);
        append(thought.encodedLength());
    }

    public void latchChange(final boolean latched, final LatchReason reason) {
        latchChange.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .latched((short) (latched ? 1 : 0)).reason(reason);
        append(latchChange.encodedLength());
    }

    /** An invariant does not hold; the schema says what its two numbers mean. */
    public void invariantBroken(final Invariant invariant, final int instrumentId, final long expected, final long observed) {
        invariantBroken.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .expected(expected).observed(observed).instrumentId(instrumentId).invariant(invariant);
        append(invariantBroken.encodedLength());
    }

    /** Outputs so far; those that the sink does not read do not count. */
    public long written() {
        return written;
    }

    private void record(final int length) {
        written++;
        sink.append(buffer, 0, length);
    }

    private void append(final int bodyLength) {
        record(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }

    private void recordAndSend() {
        record(OrderIntents.LENGTH);
        unsent.add(buffer);
    }
}
