package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.risk.EventRate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.schema.LatchReason;

/**
 * The reasons against new risk, until a person resets them all. It counts events that should be rare and returns a reason when there are too many;
 * {@link TradingHalt} acts on it.
 */
final class Latch {

    private static final int LOSSES = bit(LatchReason.DAILY_LOSS) | bit(LatchReason.DRAWDOWN);

    private final EventRate entries;
    private final EventRate rejects;
    private final int maxConsecutiveRejects;
    private int consecutiveRejects;
    private int reasons;

    Latch(final RiskLimits limits) {
        entries = new EventRate(limits.repetition().maxEntries(), limits.repetition().entryWindowNs());
        rejects = new EventRate(limits.repetition().maxRejects(), limits.repetition().rejectWindowNs());
        maxConsecutiveRejects = limits.repetition().maxConsecutiveRejects();
    }

    /** Adds a reason; returns whether it is new. An older reason never hides a newer one. */
    boolean close(final LatchReason reason) {
        final int before = reasons;
        reasons |= bit(reason);
        return reasons != before;
    }

    /** Takes one reason away; returns whether it was there. */
    boolean lift(final LatchReason reason) {
        final int before = reasons;
        reasons &= ~bit(reason);
        return reasons != before;
    }

    /** A person has checked: all reasons and counts start again at zero. */
    void reset() {
        reasons = 0;
        consecutiveRejects = 0;
        entries.reset();
        rejects.reset();
    }

    boolean isClosed() {
        return reasons != 0;
    }

    /** Whether a loss is among the reasons. */
    boolean isForLoss() {
        return (reasons & LOSSES) != 0;
    }

    /** The reason with the lowest number: losses before everything else; RESET while open. */
    LatchReason reason() {
        return reasons == 0 ? LatchReason.RESET : LatchReason.get((short) Integer.numberOfTrailingZeros(reasons));
    }

    /** The reasons as bits: bit n is set for the reason numbered n. */
    int reasons() {
        return reasons;
    }

    /** A position was opened or reversed; returns a reason to latch, or null. */
    LatchReason onEntry(final long timeNs) {
        return entries.onEvent(timeNs) ? LatchReason.REPEATED_EXECUTION : null;
    }

    /** The venue refused an order; returns a reason to latch, or null. */
    LatchReason onReject(final long timeNs) {
        consecutiveRejects++;
        return rejects.onEvent(timeNs) || consecutiveRejects >= maxConsecutiveRejects ? LatchReason.CONSECUTIVE_REJECTS : null;
    }

    /** The venue accepted an order. */
    void onAccepted() {
        consecutiveRejects = 0;
    }

    private static int bit(final LatchReason reason) {
        return 1 << reason.value();
    }
}
