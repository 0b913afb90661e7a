package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import org.agrona.DirectBuffer;

/**
 * Lets a sequencer take over a session that another build ran. The sequencer takes the recorded inputs and does nothing of its own: each recorded
 * order, cancel, moved stop and latch comes here right after the input that caused it. Two things are not taken over: wishes, which end with a
 * restart anyway, and the size that a position was allowed. So a position cannot grow before it was flat.
 */
public final class Follower {

    private final InstrumentTrader[] traders;
    private final OrderEntry entry;
    private final RiskGate gate;
    private final Latch latch;
    private final OperatorControl operator;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final LatchChangeDecoder latchChange = new LatchChangeDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final ThoughtDecoder thought = new ThoughtDecoder();

    Follower(final InstrumentTrader[] traders, final OrderEntry entry, final RiskGate gate, final Latch latch, final OperatorControl operator) {
        this.traders = traders;
        this.entry = entry;
        this.gate = gate;
        this.latch = latch;
        this.operator = operator;
    }

    /** Before the first input. */
    public void begin() {
        gate.setFollowing(true);
    }

    /** Takes over one recorded output, after the input that caused it and while the sequencer is at rest. */
    public void follow(final DirectBuffer buffer, final int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case OrderIntentDecoder.TEMPLATE_ID -> onIntent(intent.wrapAndApplyHeader(buffer, offset, header));
            case LatchChangeDecoder.TEMPLATE_ID -> onLatchChange(latchChange.wrapAndApplyHeader(buffer, offset, header));
            case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> onDecision(decision.wrap(buffer, offset));
            case ThoughtDecoder.TEMPLATE_ID -> onThought(thought.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                // Outputs of strategies, and states that follow from the inputs.
            }
        }
    }

    private void onIntent(final OrderIntentDecoder recorded) {
        final Order order = entry.find(recorded.clientOrderId());
        if (recorded.kind() == OrderKind.NEW) {
            onNewOrder(recorded);
        } else if (recorded.kind() == OrderKind.CANCEL && order != null) {
            entry.followCancel(order);
        } else if (recorded.kind() == OrderKind.AMEND && order != null) {
            entry.followAmend(order, recorded.stopPriceE8());
            traders[order.instrumentId].followVenueStop(recorded.stopPriceE8());
        }
    }

    private void onNewOrder(final OrderIntentDecoder recorded) {
        final Order order = entry.followNew(recorded.clientOrderId());
        order.instrumentId = recorded.instrumentId();
        order.type = recorded.orderType();
        order.side = recorded.side();
        order.purpose = recorded.purpose();
        order.reduceOnly = recorded.reduceOnly() == 1;
        order.qtyE8 = recorded.qtyE8();
        order.limitPriceE8 = optional(recorded.limitPriceE8());
        order.stopPriceE8 = optional(recorded.stopPriceE8());
        order.decisionSequence =
            recorded.decisionSequence() == OrderIntentDecoder.decisionSequenceNullValue() ? 0 : recorded.decisionSequence();
        entry.followSent(order);
        traders[order.instrumentId].followOrder(order);
        if (order.purpose == OrderPurpose.PROTECTIVE_STOP && order.type == OrderType.STOP) {
            traders[order.instrumentId].followVenueStop(order.stopPriceE8);
        }
    }

    private static long optional(final long priceE8) {
        return priceE8 == OrderIntentDecoder.limitPriceE8NullValue() ? 0 : priceE8;
    }

    private void onLatchChange(final LatchChangeDecoder recorded) {
        if (recorded.latched() == 1) {
            latch.close(recorded.reason());
        } else if (recorded.reason() == LatchReason.NEW_DAY) {
            latch.lift(LatchReason.DAILY_LOSS);
        } else {
            latch.reset();
        }
        gate.setLatched(latch.isClosed());
    }

    private void onDecision(final RecordedDecision recorded) {
        final Target target = new Target();
        target.instrumentId = recorded.instrumentId();
        target.signal = recorded.signal();
        target.exposureE8 = recorded.exposureE8();
        target.stopPriceE8 = recorded.stopPriceE8();
        target.targetPriceE8 = recorded.targetPriceE8();
        target.strategyIndex = recorded.strategyIndex();
        traders[target.instrumentId].followDecision(target);
    }

    private void onThought(final ThoughtDecoder recorded) {
        if (recorded.code() == ThoughtCode.STOP_TRAILED || recorded.code() == ThoughtCode.STOP_TIGHTENED) {
            traders[recorded.instrumentId()].followStop(recorded.b());
        }
    }

    /** Call it after the last input: from here on the sequencer acts. */
    public void end() {
        gate.setFollowing(false);
        for (final InstrumentTrader trader : traders) {
            trader.endFollowing(operator.isClosingAll());
        }
    }
}
