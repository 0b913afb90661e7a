package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.Signal;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Reads both journals of a session with one instrument as they are written: every entry carries out a decision in its direction that is newer than the
 * last fill of an order that followed none.
 */
final class EntriesAndDecisions {

    private final String label;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Long, Signal> decisions = new HashMap<>();
    private final Map<Long, OrderPurpose> orders = new HashMap<>();
    private long lastForcedFill;
    private long entries;
    private long forcedFills;

    EntriesAndDecisions(final String label) {
        this.label = label;
    }

    void onInput(final long sequence, final DirectBuffer buffer, final int offset) {
        if (header.wrap(buffer, offset).templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            final ExecutionReportDecoder report = new ExecutionReportDecoder().wrapAndApplyHeader(buffer, offset, header);
            final OrderPurpose purpose = orders.get(report.clientOrderId());
            if (report.execType() == ExecType.TRADE && purpose != OrderPurpose.INCREASE && purpose != OrderPurpose.REDUCE) {
                lastForcedFill = sequence;
                forcedFills++;
            }
        }
    }

    void onOutput(final DirectBuffer buffer, final int offset) {
        final int template = header.wrap(buffer, offset).templateId();
        if (template == DecisionDecoder.TEMPLATE_ID) {
            final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(buffer, offset, header);
            decisions.put(decision.causeSequence(), decision.signal());
        } else if (template == OrderIntentDecoder.TEMPLATE_ID) {
            final OrderIntentDecoder intent = new OrderIntentDecoder().wrapAndApplyHeader(buffer, offset, header);
            if (intent.kind() == OrderKind.NEW) {
                orders.put(intent.clientOrderId(), intent.purpose());
                verify(intent);
            }
        }
    }

    private void verify(final OrderIntentDecoder intent) {
        if (intent.purpose() != OrderPurpose.INCREASE) {
            return;
        }
        entries++;
        final Signal wanted = switch (intent.side()) {
            case BUY -> Signal.LONG;
            case SELL -> Signal.SHORT;
            case NULL_VAL -> Signal.NULL_VAL;
        };
        final String where = label + " order " + intent.clientOrderId() + " decision " + intent.decisionSequence();
        assertTrue(decisions.get(intent.decisionSequence()) == wanted, where + ": no decision to go " + wanted);
        assertTrue(intent.decisionSequence() > lastForcedFill, where + ": older than the exit at " + lastForcedFill);
    }

    long entries() {
        return entries;
    }

    long forcedFills() {
        return forcedFills;
    }
}
