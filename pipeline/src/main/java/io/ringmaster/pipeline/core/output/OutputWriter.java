package io.ringmaster.pipeline.core.output;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.DecisionEncoder;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.InvariantBrokenEncoder;
import io.ringmaster.schema.LatchChangeEncoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.ObservationEncoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeEncoder;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.PortfolioStateEncoder;
import io.ringmaster.schema.RecommendationEncoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateEncoder;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtEncoder;
import io.ringmaster.schema.VenueReason;
import org.agrona.ExpandableDirectByteBuffer;

/**
 * Encodes outputs, each with the input that caused it, and hands them to the sink. Order intents go to the gateway only after the sink
 * took them, so nothing leaves that was not recorded. Allocates nothing once its buffer has grown to the largest observation.
 */
public final class OutputWriter {

    /** Null of optional prices. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    private static final long NO_DECISION = OrderIntentEncoder.decisionSequenceNullValue();
    private static final int INITIAL_BYTES = 4_096;

    private final OutputSink sink;
    private final OrderGateway gateway;
    private final ExpandableDirectByteBuffer buffer = new ExpandableDirectByteBuffer(INITIAL_BYTES);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RecommendationEncoder recommendation = new RecommendationEncoder();
    private final StrategyStateEncoder strategyState = new StrategyStateEncoder();
    private final ObservationEncoder observation = new ObservationEncoder();
    private final DecisionEncoder decision = new DecisionEncoder();
    private final RiskVerdictEncoder riskVerdict = new RiskVerdictEncoder();
    private final OrderIntentEncoder orderIntent = new OrderIntentEncoder();
    private final OrderStateChangeEncoder orderStateChange = new OrderStateChangeEncoder();
    private final PortfolioStateEncoder portfolioState = new PortfolioStateEncoder();
    private final ThoughtEncoder thought = new ThoughtEncoder();
    private final LatchChangeEncoder latchChange = new LatchChangeEncoder();
    private final InvariantBrokenEncoder invariantBroken = new InvariantBrokenEncoder();
    private long causeSequence;
    private long timeNs;

    public OutputWriter(final OutputSink sink, final OrderGateway gateway) {
        this.sink = sink;
        this.gateway = gateway;
    }

    /** Everything written from here on was caused by this input. */
    public void begin(final long sequence, final long eventTimeNs) {
        causeSequence = sequence;
        timeNs = eventTimeNs;
    }

    public void recommendation(
        final int strategyIndex, final int instrumentId, final Signal signal, final double strength, final double confidence,
        final long stopPriceE8, final long targetPriceE8, final long asOfTimeNs) {
        recommendation.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .asOfTimeNs(asOfTimeNs).strength(strength).confidence(confidence)
            .stopPriceE8(stopPriceE8).targetPriceE8(targetPriceE8)
            .strategyIndex(strategyIndex).instrumentId(instrumentId).signal(signal);
        append(recommendation.encodedLength());
    }

    public void strategyState(final int strategyIndex, final StrategyCondition condition) {
        strategyState.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .strategyIndex(strategyIndex).condition(condition);
        append(strategyState.encodedLength());
    }

    /** @param values read up to {@code length} */
    public void observation(final int instrumentId, final double[] values, final int length) {
        observation.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).instrumentId(instrumentId);
        final ObservationEncoder.ValuesEncoder group = observation.valuesCount(length);
        for (int i = 0; i < length; i++) {
            group.next().value(values[i]);
        }
        append(observation.encodedLength());
    }

    public void decision(final Target target) {
        decision.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .exposureE8(target.exposureE8).strength(target.strength).confidence(target.confidence)
            .stopPriceE8(target.stopPriceE8).targetPriceE8(target.targetPriceE8)
            .instrumentId(target.instrumentId).agreeing(target.agreeing).signal(target.signal).reason(target.reason)
            .strategyIndex(target.strategyIndex);
        append(decision.encodedLength());
    }

    public void riskVerdict(
        final int instrumentId, final long clientOrderId, final RiskReason reason, final long limitE8, final long observedE8) {
        riskVerdict.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .clientOrderId(clientOrderId).limitE8(limitE8).observedE8(observedE8)
            .instrumentId(instrumentId).reason(reason);
        append(riskVerdict.encodedLength());
    }

    /** Records a new order and sends it. */
    public void newOrder(final Order order) {
        intent(order, OrderKind.NEW, order.type)
            .qtyE8(order.qtyE8).limitPriceE8(optional(order.limitPriceE8)).stopPriceE8(optional(order.stopPriceE8))
            .reduceOnly((short) (order.reduceOnly ? 1 : 0))
            .decisionSequence(order.decisionSequence == 0 ? NO_DECISION : order.decisionSequence);
        appendAndSend(orderIntent.encodedLength());
    }

    /** Records that a stop is to be moved, and sends it. */
    public void amend(final Order order, final long stopPriceE8) {
        intent(order, OrderKind.AMEND, OrderType.STOP)
            .qtyE8(order.qtyE8).limitPriceE8(NO_PRICE).stopPriceE8(stopPriceE8).reduceOnly((short) 1).decisionSequence(NO_DECISION);
        appendAndSend(orderIntent.encodedLength());
    }

    /** Records a cancel and sends it. */
    public void cancel(final Order order) {
        intent(order, OrderKind.CANCEL, order.type)
            .qtyE8(0).limitPriceE8(NO_PRICE).stopPriceE8(NO_PRICE).reduceOnly((short) 0).decisionSequence(NO_DECISION);
        appendAndSend(orderIntent.encodedLength());
    }

    private OrderIntentEncoder intent(final Order order, final OrderKind kind, final OrderType type) {
        return orderIntent.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .clientOrderId(order.clientOrderId).instrumentId(order.instrumentId).kind(kind).orderType(type).side(order.side)
            .purpose(order.purpose);
    }

    private static long optional(final long priceE8) {
        return priceE8 == 0 ? NO_PRICE : priceE8;
    }

    /** Records a cancel of everything on one instrument and sends it. */
    public void cancelAll(final int instrumentId) {
        orderIntent.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .clientOrderId(0).qtyE8(0).limitPriceE8(NO_PRICE).stopPriceE8(NO_PRICE)
            .instrumentId(instrumentId).kind(OrderKind.CANCEL_ALL).orderType(OrderType.LIMIT).side(Side.BUY)
            .reduceOnly((short) 0).purpose(OrderPurpose.FLATTEN).decisionSequence(NO_DECISION);
        appendAndSend(orderIntent.encodedLength());
    }

    public void orderStateChange(
        final int instrumentId, final long clientOrderId, final OrderState from, final OrderState to, final OrderEvent event,
        final long cumQtyE8, final long leavesQtyE8, final VenueReason reason) {
        orderStateChange.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .clientOrderId(clientOrderId).cumQtyE8(cumQtyE8).leavesQtyE8(leavesQtyE8)
            .instrumentId(instrumentId).from(from).to(to).orderEvent(event).reason(reason);
        append(orderStateChange.encodedLength());
    }

    public void portfolioState(
        final int instrumentId, final long positionQtyE8, final long averageEntryPriceE8, final long markPriceE8, final long cashE8,
        final long realisedPnlE8, final long unrealisedPnlE8, final long feesE8, final long fundingE8, final long equityE8) {
        portfolioState.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .positionQtyE8(positionQtyE8).averageEntryPriceE8(averageEntryPriceE8).markPriceE8(markPriceE8)
            .cashE8(cashE8).realisedPnlE8(realisedPnlE8).unrealisedPnlE8(unrealisedPnlE8)
            .feesE8(feesE8).fundingE8(fundingE8).equityE8(equityE8).instrumentId(instrumentId);
        append(portfolioState.encodedLength());
    }

    /** @param a meaning by code: see the schema */
    public void thought(final int instrumentId, final ThoughtCode code, final long a, final long b) {
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

    /** What always holds did not: the numbers' meaning is the invariant's, see the schema. */
    public void invariantBroken(final Invariant invariant, final int instrumentId, final long expected, final long observed) {
        invariantBroken.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .expected(expected).observed(observed).instrumentId(instrumentId).invariant(invariant);
        append(invariantBroken.encodedLength());
    }

    private void append(final int bodyLength) {
        sink.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }

    private void appendAndSend(final int bodyLength) {
        append(bodyLength);
        gateway.onOrderIntent(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
