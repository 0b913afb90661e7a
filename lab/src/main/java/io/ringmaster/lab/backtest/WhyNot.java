package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateDecoder;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.agrona.DirectBuffer;

/** Counts by reason why decisions did not become trades: refusals of the risk gate, decisions that were not made, and wishes that were dropped. */
public final class WhyNot implements OutputSink {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RiskVerdictDecoder verdict = new RiskVerdictDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final ThoughtDecoder thought = new ThoughtDecoder();
    private final StrategyStateDecoder state = new StrategyStateDecoder();
    private final BitSet ready = new BitSet();
    private final long[] holds = new long[DecisionReason.values().length];
    private final long[] refusals = new long[RiskReason.values().length];
    private final long[] decisions = new long[DecisionReason.values().length];
    private final long[] thoughts = new long[ThoughtCode.values().length];

    /** A reason and its count. */
    public record Count(String reason, long times) {
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case RiskVerdictDecoder.TEMPLATE_ID -> refusals[verdict.wrapAndApplyHeader(buffer, offset, header).reason().ordinal()]++;
            case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> onDecision(decision.wrap(buffer, offset));
            case StrategyStateDecoder.TEMPLATE_ID -> onState(state.wrapAndApplyHeader(buffer, offset, header));
            case ThoughtDecoder.TEMPLATE_ID -> thoughts[thought.wrapAndApplyHeader(buffer, offset, header).code().ordinal()]++;
            default -> {
                // Not a refusal.
            }
        }
    }

    private void onDecision(final RecordedDecision each) {
        decisions[each.reason().ordinal()]++;
        holds[each.reason().ordinal()] += each.signal() == Signal.HOLD ? 1 : 0;
    }

    private void onState(final StrategyStateDecoder each) {
        if (each.condition() == StrategyCondition.ACTIVE) {
            ready.set(each.strategyIndex());
        }
    }

    /** Largest number of ready strategies at any time. */
    public int readyStrategies() {
        return ready.cardinality();
    }

    public long decisions() {
        return Arrays.stream(decisions).sum();
    }

    /** HOLD decisions by reason, the most frequent first. */
    public List<Count> holds() {
        return Arrays.stream(DecisionReason.values()).map(reason -> new Count(reason.name(), holds[reason.ordinal()]))
            .filter(each -> each.times > 0).sorted(FREQUENT_FIRST).toList();
    }

    /** Orders the risk gate refused, the most frequent reason first. */
    public List<Count> refusals() {
        return Arrays.stream(RiskReason.values()).filter(reason -> reason != RiskReason.PASSED)
            .map(reason -> new Count(reason.name(), refusals[reason.ordinal()])).filter(each -> each.times > 0).sorted(FREQUENT_FIRST).toList();
    }

    /** Decisions that were not made because an input was missing or too old. */
    public List<Count> notDecided() {
        return Arrays.stream(DecisionReason.values()).filter(WhyNot::isObstacle)
            .map(reason -> new Count(reason.name(), decisions[reason.ordinal()])).filter(each -> each.times > 0).sorted(FREQUENT_FIRST).toList();
    }

    private static boolean isObstacle(final DecisionReason reason) {
        return switch (reason) {
            case NOT_WARM, STALE, BOOK_INVALID, MODEL_INVALID, MODEL_UNKNOWN, MODEL_LATE -> true;
            case NO_SIGNAL, CONFLUENCE, SOLO, SINGLE, TIE, LOW_CONFIDENCE, FLAT_SIGNAL, MODEL, MODEL_SKIP, TIMEFRAMES, TOO_FEW, EXPERTS, NULL_VAL ->
                false;
        };
    }

    /** Wishes that were dropped or delayed, by reason. */
    public List<Count> dropped() {
        return Arrays.stream(ThoughtCode.values()).filter(WhyNot::isDropped)
            .map(code -> new Count(code.name(), thoughts[code.ordinal()])).filter(each -> each.times > 0).sorted(FREQUENT_FIRST).toList();
    }

    private static boolean isDropped(final ThoughtCode code) {
        return switch (code.name()) {
            case "COOLDOWN", "BELOW_MINIMUM", "NO_REFERENCE", "LATCHED_IDLE", "WISH_DROPPED", "WISH_EXPIRED", "LEAVING", "REWARD_TOO_SMALL",
                 "RISK_OF_RUIN" -> true;
            default -> false;
        };
    }

    private static final Comparator<Count> FREQUENT_FIRST = Comparator.comparingLong(Count::times).reversed().thenComparing(Count::reason);
}
