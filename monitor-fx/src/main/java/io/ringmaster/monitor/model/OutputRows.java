package io.ringmaster.monitor.model;

import io.ringmaster.journal.DriftText;
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
import io.ringmaster.schema.versions.ImpliedRecords;
import io.ringmaster.schema.versions.RecordedDecision;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** What the outputs say, in rows that are only ever appended, one for each record, and two for a decision that says the account. The model thread appends. */
final class OutputRows {

    final LongTable decisions = new LongTable(DecisionRow.WIDTH);
    final LongTable thoughts = new LongTable(ThoughtRow.WIDTH);
    final LongTable verdicts = new LongTable(VerdictRow.WIDTH);
    final LongTable portfolio;
    final LongTable latches = new LongTable(LatchRow.WIDTH);
    final LongTable invariants = new LongTable(InvariantRow.WIDTH);
    final LongTable events = new LongTable(EventRow.WIDTH);
    final Texts<Event> texts = new Texts<>();
    private final PortfolioRows ledgers;
    private final Orders orders;
    private long lastCause = -1;
    private long outputBeforeCause;

    private final RecordedDecision decision = new RecordedDecision();
    private final ThoughtDecoder thought = new ThoughtDecoder();
    private final RiskVerdictDecoder verdict = new RiskVerdictDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final OrderStateChangeDecoder change = new OrderStateChangeDecoder();
    private final PortfolioStateDecoder ledger = new PortfolioStateDecoder();

    OutputRows(final Orders orders, final int instruments) {
        this.orders = orders;
        ledgers = new PortfolioRows(instruments);
        portfolio = ledgers.table;
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
            case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> onDecision(decision.wrap(buffer, offset));
            case ThoughtDecoder.TEMPLATE_ID -> ThoughtRow.write(thoughts, thought.wrap(buffer, body, block, version));
            case RiskVerdictDecoder.TEMPLATE_ID -> VerdictRow.write(verdicts, verdict.wrap(buffer, body, block, version));
            case PortfolioStateDecoder.TEMPLATE_ID -> ledgers.onState(ledger.wrap(buffer, body, block, version));
            case OrderIntentDecoder.TEMPLATE_ID -> onIntent(intent.wrap(buffer, body, block, version));
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

    private void onDecision(final RecordedDecision message) {
        DecisionRow.write(decisions, message, outputBeforeCause);
        ledgers.onDecision(message);
    }

    private void onIntent(final OrderIntentDecoder message) {
        orders.onIntent(message);
        if (ImpliedRecords.isPassedVerdict(message)) {
            VerdictRow.writePassed(verdicts, message);
        }
    }

    private static Event drift(final ModelDriftDecoder message) {
        final boolean isAlarm = message.alarm() == 1;
        final int count = message.decisions();
        final DriftText.Largest largest = DriftText.largest(message);
        message.sbeRewind();
        final List<Event.Drift.Psi> drifting = new ArrayList<>();
        for (final ModelDriftDecoder.ValuesDecoder value : message.values()) {
            drifting.add(new Event.Drift.Psi(value.place(), false, value.psi()));
        }
        for (final ModelDriftDecoder.OutputsDecoder output : message.outputs()) {
            drifting.add(new Event.Drift.Psi(output.place(), true, output.psi()));
        }
        return new Event.Drift(
            isAlarm, largest.index(), largest.limit(), largest.place(), largest.isOutput(), count, List.copyOf(drifting));
    }
}
