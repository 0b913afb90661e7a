package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Follows the outputs of the engine to find the purpose and the decision of each order. Memory does not grow with time. */
final class OrderOrigins implements OutputSink {

    /** Number of decisions to remember: more than can pass while an order waits. */
    private static final int DECISIONS_KEPT = 4_096;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final OrderStateChangeDecoder change = new OrderStateChangeDecoder();
    private final ThoughtDecoder thought = new ThoughtDecoder();
    private final List<String> strategies;
    private final Said[] said;
    private final Map<Long, OrderOrigin> byOrder = new HashMap<>();

    /** The latest outputs about one instrument. */
    private static final class Said {

        private final Map<Long, Decided> decisions = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(final Map.Entry<Long, Decided> eldest) {
                return size() > DECISIONS_KEPT;
            }
        };
        private Decided last = Decided.NOTHING;
        private String exit = "";
        private long exitStopPriceE8;
        private boolean isTrailed;
        private String flattening = "";
    }

    private record Decided(long sequence, long timeNs, Signal signal, String reason, long stopPriceE8, String strategy) {

        private static final Decided NOTHING = new Decided(0, 0, Signal.HOLD, "", 0, "");
    }

    /** @param strategies ids of the strategies by index */
    OrderOrigins(final int instruments, final List<String> strategies) {
        this.strategies = strategies;
        said = new Said[instruments];
        for (int i = 0; i < instruments; i++) {
            said[i] = new Said();
        }
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> onDecision(decision.wrap(buffer, offset));
            case ThoughtDecoder.TEMPLATE_ID -> onThought(thought.wrapAndApplyHeader(buffer, offset, header));
            case OrderIntentDecoder.TEMPLATE_ID -> onIntent(intent.wrapAndApplyHeader(buffer, offset, header));
            case OrderStateChangeDecoder.TEMPLATE_ID -> onChange(change.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                // The message is not about an order.
            }
        }
    }

    private void onDecision(final RecordedDecision made) {
        if (made.signal() == Signal.HOLD) {
            return;
        }
        final Said here = said[made.instrumentId()];
        final long stopPriceE8 = made.stopPriceE8() == RecordedDecision.NO_PRICE ? 0 : made.stopPriceE8();
        here.last = new Decided(
            made.causeSequence(), made.timeNs(), made.signal(), made.reason().name(), stopPriceE8, strategy(made.strategyIndex()));
        here.decisions.put(here.last.sequence, here.last);
    }

    private String strategy(final int index) {
        return index >= 0 && index < strategies.size() ? strategies.get(index) : "";
    }

    private void onThought(final ThoughtDecoder had) {
        final Said here = said[had.instrumentId()];
        final ThoughtCode code = had.code();
        if (code == ThoughtCode.STOP_HIT) {
            here.exit = here.isTrailed ? "TRAILING_STOP" : "STOP";
            here.exitStopPriceE8 = had.b();
        } else if (code == ThoughtCode.TARGET_HIT) {
            here.exit = "TARGET";
            here.exitStopPriceE8 = 0;
        } else if (code == ThoughtCode.STOP_TRAILED) {
            here.isTrailed = true;
        } else if (code == ThoughtCode.FLATTENING) {
            final LatchReason latch = LatchReason.get((short) had.b());
            here.flattening = latch == LatchReason.RESET ? "CLOSE_ALL" : latch.name();
        }
    }

    private void onIntent(final OrderIntentDecoder sent) {
        if (sent.kind() == OrderKind.NEW) {
            byOrder.put(sent.clientOrderId(), origin(sent, said[sent.instrumentId()]));
        } else if (sent.kind() == OrderKind.AMEND) {
            byOrder.computeIfPresent(sent.clientOrderId(), (id, old) -> new OrderOrigin(
                old.purpose(), "TRAILING_STOP", old.decisionSequence(), old.decisionTimeNs(), sent.stopPriceE8(), old.strategy()));
        }
    }

    private OrderOrigin origin(final OrderIntentDecoder sent, final Said here) {
        final OrderPurpose purpose = sent.purpose();
        final Decided followed = decisionOf(sent, here);
        return switch (purpose) {
            case INCREASE -> {
                here.isTrailed = false;
                yield new OrderOrigin(purpose.name(), followed.reason, followed.sequence, followed.timeNs, followed.stopPriceE8, followed.strategy);
            }
            case REDUCE -> new OrderOrigin(
                purpose.name(), reduction(followed, sent.side()), followed.sequence, followed.timeNs, followed.stopPriceE8, followed.strategy);
            case PROTECTIVE_STOP -> new OrderOrigin(purpose.name(), here.isTrailed ? "TRAILING_STOP" : "STOP", 0, 0, sent.stopPriceE8(), "");
            case STOP_EXIT -> new OrderOrigin(purpose.name(), here.exit, 0, 0, here.exitStopPriceE8, "");
            case FLATTEN -> new OrderOrigin(purpose.name(), here.flattening, 0, 0, 0, "");
            case NULL_VAL -> OrderOrigin.UNKNOWN;
        };
    }

    private static Decided decisionOf(final OrderIntentDecoder sent, final Said here) {
        final long sequence = sent.decisionSequence();
        return sequence == OrderIntentDecoder.decisionSequenceNullValue() ? Decided.NOTHING : here.decisions.getOrDefault(sequence, Decided.NOTHING);
    }

    /** The reason why a decision reduced a position. */
    private static String reduction(final Decided followed, final Side side) {
        return switch (followed.signal) {
            case FLAT -> followed.reason;
            case LONG -> side == Side.BUY ? "REVERSAL" : "RESIZED";
            case SHORT -> side == Side.SELL ? "REVERSAL" : "RESIZED";
            case HOLD, NULL_VAL -> "";
        };
    }

    private void onChange(final OrderStateChangeDecoder moved) {
        final OrderState to = moved.to();
        if (to == OrderState.FILLED || to == OrderState.CANCELED || to == OrderState.EXPIRED || to == OrderState.REJECTED) {
            byOrder.remove(moved.clientOrderId());
        }
    }

    /** The origin of a working order, or of an order of the venue. */
    OrderOrigin of(final long clientOrderId) {
        return clientOrderId == 0 ? OrderOrigin.LIQUIDATION : byOrder.getOrDefault(clientOrderId, OrderOrigin.UNKNOWN);
    }
}
