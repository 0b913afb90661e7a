package io.ringmaster.cli.session;

import io.ringmaster.journal.DriftText;
import io.ringmaster.journal.ThoughtText;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelDriftDecoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * The last activity of a session and its reason. Receives every output before the journal and keeps only numbers, so that it allocates nothing. The
 * sequencer's thread writes it, and any thread may read it; a reader may see a decision without the thought that follows it.
 */
public final class Activity implements OutputSink {

    private static final int REASONS = 256;

    /** The numbers it keeps. */
    private enum Fact { DECIDED_AT, SIGNAL, REASON, AGREEING, THOUGHT_AT, THOUGHT, A, B, DRIFT_AT, DRIFT_PLACE, DRIFT_OF_OUTPUT, DRIFT, DRIFT_LIMIT }

    private final OutputSink next;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final ThoughtDecoder thought = new ThoughtDecoder();
    private final ModelDriftDecoder drift = new ModelDriftDecoder();
    private final RiskVerdictDecoder verdict = new RiskVerdictDecoder();
    private final AtomicLongArray facts = new AtomicLongArray(Fact.values().length);
    private final AtomicLongArray refusals = new AtomicLongArray(REASONS);

    /** @param next receives every message afterwards */
    public Activity(final OutputSink next) {
        this.next = next;
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case RecordedDecision.TEMPLATE_ID -> {
                decision.wrap(buffer, offset);
                set(Fact.SIGNAL, decision.signal().value());
                set(Fact.REASON, decision.reason().value());
                set(Fact.AGREEING, decision.agreeing());
                set(Fact.DECIDED_AT, decision.causeSequence());
            }
            case ThoughtDecoder.TEMPLATE_ID -> {
                thought.wrapAndApplyHeader(buffer, offset, header);
                set(Fact.THOUGHT, thought.code().value());
                set(Fact.A, thought.a());
                set(Fact.B, thought.b());
                set(Fact.THOUGHT_AT, thought.causeSequence());
            }
            case ModelDriftDecoder.TEMPLATE_ID -> onDrift(DriftText.largest(drift.wrapAndApplyHeader(buffer, offset, header)));
            case RiskVerdictDecoder.TEMPLATE_ID -> {
                final RiskReason reason = verdict.wrapAndApplyHeader(buffer, offset, header).reason();
                if (reason != RiskReason.PASSED) {
                    refusals.incrementAndGet(reason.value());
                }
            }
            default -> {
                // Other messages are not shown.
            }
        }
        next.append(buffer, offset, length);
    }

    private void onDrift(final DriftText.Largest largest) {
        set(Fact.DRIFT_PLACE, largest.place());
        set(Fact.DRIFT_OF_OUTPUT, largest.isOutput() ? 1 : 0);
        set(Fact.DRIFT, Double.doubleToRawLongBits(largest.index()));
        set(Fact.DRIFT_LIMIT, Double.doubleToRawLongBits(largest.limit()));
        set(Fact.DRIFT_AT, get(Fact.DRIFT_AT) + 1);
    }

    private void set(final Fact fact, final long value) {
        facts.setRelease(fact.ordinal(), value);
    }

    private long get(final Fact fact) {
        return facts.getAcquire(fact.ordinal());
    }

    @Override
    public void record() {
        next.record();
    }

    @Override
    public void idle() {
        next.idle();
    }

    /** The last decision and its result, or a text that there is none yet. */
    String doing() {
        final long decidedAt = get(Fact.DECIDED_AT);
        final long thoughtAt = get(Fact.THOUGHT_AT);
        if (decidedAt == 0 && thoughtAt == 0) {
            return "no decision yet";
        }
        final String because = thoughtAt >= decidedAt ? ThoughtText.of(
            ThoughtCode.get((short) get(Fact.THOUGHT)), get(Fact.A), get(Fact.B)) : "";
        if (decidedAt == 0) {
            return because;
        }
        final Signal signal = Signal.get((short) get(Fact.SIGNAL));
        final String decided = signal + " (" + ThoughtText.words(DecisionReason.get((short) get(Fact.REASON)).name())
            + (get(Fact.AGREEING) > 1 ? " of " + get(Fact.AGREEING) : "") + ")";
        return because.isEmpty() ? decided : decided + "; " + because;
    }

    /** What drifted most when the drift of the model was measured last; null if it was not. */
    DriftText.Largest drift() {
        return get(Fact.DRIFT_AT) == 0 ? null : new DriftText.Largest(
            (int) get(Fact.DRIFT_PLACE), get(Fact.DRIFT_OF_OUTPUT) == 1, Double.longBitsToDouble(get(Fact.DRIFT)),
            Double.longBitsToDouble(get(Fact.DRIFT_LIMIT)));
    }

    /** Number of refusals by the risk gate for each reason in words, the most frequent first. */
    Map<String, Long> refusals() {
        return IntStream.range(0, REASONS).filter(code -> refusals.get(code) > 0).boxed()
            .sorted((left, right) -> Long.compare(refusals.get(right), refusals.get(left)))
            .collect(Collectors.toMap(
                code -> ThoughtText.words(RiskReason.get(code.shortValue()).name()), code -> refusals.get(code), (left, right) -> left,
                LinkedHashMap::new));
    }
}
