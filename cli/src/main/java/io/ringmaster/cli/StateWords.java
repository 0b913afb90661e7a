package io.ringmaster.cli;

import io.ringmaster.journal.InvariantText;
import io.ringmaster.journal.ThoughtText;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.LatchReason;
import java.util.ArrayList;
import java.util.List;

/** What keeps a session from taking new risk, in words. */
final class StateWords {

    private StateWords() {
    }

    /** Why it is latched, all reasons, with the numbers of an invariant that broke; empty when it is not. */
    static String latchReasons(final EngineStatus status) {
        final List<String> reasons = new ArrayList<>();
        for (final LatchReason reason : LatchReason.values()) {
            if (reason != LatchReason.NULL_VAL && (status.get(Figure.LATCH_REASONS) & 1L << reason.value()) != 0) {
                reasons.add(ThoughtText.words(reason.name()));
            }
        }
        final String broken = brokenInvariant(status);
        if (!broken.isEmpty()) {
            reasons.add(broken);
        }
        return String.join(", ", reasons);
    }

    /** What always holds and did not, with its numbers; empty when nothing broke. */
    static String brokenInvariant(final EngineStatus status) {
        final Invariant broken = Invariant.get((short) status.get(Figure.BROKEN_INVARIANT));
        return status.get(Figure.LATCH_REASONS) == 0 || broken == Invariant.NULL_VAL
            ? "" : InvariantText.of(broken, status.get(Figure.BROKEN_EXPECTED), status.get(Figure.BROKEN_OBSERVED));
    }

    /** Such as {@code LATCHED (daily loss), PAUSED}; empty when nothing does. */
    static String of(final EngineStatus status) {
        final List<String> states = new ArrayList<>();
        if (status.get(Figure.LATCHED) != 0) {
            states.add("LATCHED (" + latchReasons(status) + ")");
        }
        if (status.get(Figure.CLOSING) != 0) {
            states.add("CLOSING ALL");
        } else if (status.get(Figure.PAUSED) != 0) {
            states.add("PAUSED");
        }
        if (status.get(Figure.ARMED) == 0) {
            states.add("OBSERVING");
        }
        if (status.get(Figure.EVENT_TIME_NS) < status.get(Figure.WARMUP_END_NS)) {
            states.add("WARMING UP");
        }
        return String.join(", ", states);
    }
}
