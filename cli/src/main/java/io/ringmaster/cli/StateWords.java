package io.ringmaster.cli;

import io.ringmaster.journal.ThoughtText;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.schema.LatchReason;
import java.util.ArrayList;
import java.util.List;

/** What keeps a session from taking new risk, in words. */
final class StateWords {

    private StateWords() {
    }

    /** Why it is latched; empty when it is not. */
    static String latchReason(final EngineStatus status) {
        return status.get(Figure.LATCHED) == 0 ? ""
            : ThoughtText.words(LatchReason.get((short) status.get(Figure.LATCH_REASON)).name());
    }

    /** Such as {@code LATCHED (daily loss), PAUSED}; empty when nothing does. */
    static String of(final EngineStatus status) {
        final List<String> states = new ArrayList<>();
        if (status.get(Figure.LATCHED) != 0) {
            states.add("LATCHED (" + latchReason(status) + ")");
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
