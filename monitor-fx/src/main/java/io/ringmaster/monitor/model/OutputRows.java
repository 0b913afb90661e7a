package io.ringmaster.monitor.model;

import io.ringmaster.journal.DriftText;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.InvariantBrokenDecoder;
import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelDriftDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderStateChangeDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.RiskVerdictDecoder;
import io.ringmaster.schema.StrategyStateDecoder;
import io.ringmaster.schema.ThoughtDecoder;
import org.agrona.DirectBuffer;

/** What the outputs say, in rows that are only ever appended, one for each record. The model thread appends. */
final class OutputRows {

    final LongTable decisions = new LongTable(DecisionRow.WIDTH);
    final LongTable thoughts = new LongTable(ThoughtRow.WIDTH);
    final LongTable verdicts = new LongTable(VerdictRow.WIDTH);
    final LongTable portfolio = new LongTable(PortfolioRow.WIDTH);
    final LongTable latches = new LongTable(LatchRow.WIDTH);
    final LongTable invariants = new LongTable(InvariantRow.WIDTH);
    final LongTable events = new LongTable(EventRow.WIDTH);
    final Texts<Event> texts = new Texts<>();
    private final Orders orders;
    private long lastCause = -1;
    private long outputBeforeCause;

    private final DecisionDecoder decision = new DecisionDecoder();
    private final ThoughtDecoder thought = new ThoughtDecoder();
    private final RiskVerdictDecoder verdict = new RiskVerdictDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final OrderStateChangeDecoder change = new OrderStateChangeDecoder();
    private final PortfolioStateDecoder ledger = new PortfolioStateDecoder();

    OutputRows(final Orders orders) {
        this.orders = orders;
    }

    void onOutput(final long sequence, final DirectBuffer buffer, final int offset) {
        final long cause = OutputState.cause(buffer, offset);
        if (cause != lastCause) {
            lastCause = cause;
            outputBeforeCause = sequence - 1;
        }
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int block = Market.blockLength(buffer, offset);
        final int version = Market.version(buffer, offset);
        switch (Market.templateId(buffer, offset)) {
            case DecisionDecoder.TEMPLATE_ID -> DecisionRow.write(decisions, decision.wrap(buffer, body, block, version), outputBeforeCause);
            case ThoughtDecoder.TEMPLATE_ID -> ThoughtRow.write(thoughts, thought.wrap(buffer, body, block, version));
            case RiskVerdictDecoder.TEMPLATE_ID -> VerdictRow.write(verdicts, verdict.wrap(buffer, body, block, version));
            case PortfolioStateDecoder.TEMPLATE_ID -> PortfolioRow.write(portfolio, ledger.wrap(buffer, body, block, version));
            case OrderIntentDecoder.TEMPLATE_ID -> orders.onIntent(intent.wrap(buffer, body, block, version));
            case OrderStateChangeDecoder.TEMPLATE_ID -> orders.onStateChange(change.wrap(buffer, body, block, version));
            case LatchChangeDecoder.TEMPLATE_ID -> LatchRow.write(latches, new LatchChangeDecoder().wrap(buffer, body, block, version));
            case InvariantBrokenDecoder.TEMPLATE_ID ->
                InvariantRow.write(invariants, new InvariantBrokenDecoder().wrap(buffer, body, block, version));
            case StrategyStateDecoder.TEMPLATE_ID -> {
                final StrategyStateDecoder state = new StrategyStateDecoder().wrap(buffer, body, block, version);
                EventRow.write(
                    events, texts, cause, state.timeNs(), new Event.Condition(state.strategyIndex(), state.condition()));
            }
            case ModelDriftDecoder.TEMPLATE_ID -> {
                final ModelDriftDecoder drift = new ModelDriftDecoder().wrap(buffer, body, block, version);
                final long timeNs = drift.timeNs();
                EventRow.write(events, texts, cause, timeNs, drift(drift));
            }
            default -> {
                // The rest is state that later outputs overwrite.
            }
        }
    }

    private static Event drift(final ModelDriftDecoder message) {
        final boolean isAlarm = message.alarm() == 1;
        final int count = message.decisions();
        final DriftText.Largest largest = DriftText.largest(message);
        return new Event.Drift(isAlarm, largest.index(), largest.limit(), largest.place(), largest.isOutput(), count);
    }
}
