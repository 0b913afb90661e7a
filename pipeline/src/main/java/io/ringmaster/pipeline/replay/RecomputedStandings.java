package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.port.ChallengerLog;
import io.ringmaster.pipeline.port.OutputSink;
import java.util.List;

/**
 * Computes again where the challengers of a session stand, from its inputs alone, on one thread: no decision is missed, and no restart lets an account
 * begin anew. What the session recorded of them is not read.
 */
public final class RecomputedStandings {

    private static final OutputSink NOWHERE = (buffer, offset, length) -> { };

    private RecomputedStandings() {
    }

    /**
     * @return those of the session's last configuration, in its order
     * @throws CutSessionException if the beginning of the session was removed
     */
    public static List<Standing> of(final RecordedSession session) {
        final SessionBeginning beginning = SessionBeginning.of(session.directory());
        if (beginning != null) {
            throw beginning.refusal(session.directory(), "challengers are computed from the first record on");
        }
        final Engine engine = session.compact().engine(NOWHERE);
        try (engine; JournalReader inputs = JournalReader.open(session.directory().input())) {
            engine.startChallengers(ChallengerLog.NOWHERE);
            while (inputs.next()) {
                engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
                engine.discardOrders();
            }
        }
        return engine.challengers().stream().map(Challenger::standing).toList();
    }
}
