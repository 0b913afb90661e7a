package io.ringmaster.cli.session;

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
        final Invariant broken = Invariant.get((short) status.get(Figure.BROKEN_INVARIANT));
        return latchReasons(
            status.get(Figure.LATCH_REASONS), InvariantText.of(broken, status.get(Figure.BROKEN_EXPECTED), status.get(Figure.BROKEN_OBSERVED)));
    }

    /**
     * @param reasons bit n is set for the reason numbered n
     * @param broken  the broken invariant; ignored if INVARIANT is not among the reasons
     */
    static String latchReasons(final long reasons, final String broken) {
        final List<String> words = new ArrayList<>();
        for (final LatchReason reason : LatchReason.values()) {
            if (reason != LatchReason.NULL_VAL && (reasons & 1L << reason.value()) != 0) {
                words.add(ThoughtText.words(reason.name()) + (reason == LatchReason.INVARIANT ? ": " + broken : ""));
            }
        }
        return String.join(", ", words);
    }

    /** Such as {@code LATCHED (daily loss), PAUSED}; empty if nothing keeps the session from taking risk. */
    static String of(final EngineStatus status) {
        final List<String> states = new ArrayList<>();
        if (status.get(Figure.LATCHED) != 0 || status.get(Figure.KILLED) != 0) {
            states.add((status.get(Figure.KILLED) != 0 ? "KILLED (" : "LATCHED (") + latchReasons(status) + ")");
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
