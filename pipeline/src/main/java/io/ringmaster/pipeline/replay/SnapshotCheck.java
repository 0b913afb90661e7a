package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.engine.Engine;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Holds a session's snapshots against a fold of what comes before them: a restart from one of them must come to what that fold comes to.
 * Those of other builds or other numbers of shards are not looked at.
 */
final class SnapshotCheck {

    private final Engine engine;
    private final EngineState state;
    private final ArrayDeque<Snapshot> due = new ArrayDeque<>();
    private int same;
    private String difference;

    /**
     * @param state  the engine's; null where it keeps the configuration it begins with, and no snapshot is looked at
     * @param behind only snapshots behind this input are looked at
     */
    SnapshotCheck(final SessionDirectory session, final Engine engine, final EngineState state, final long behind) {
        this.engine = engine;
        this.state = state;
        if (state != null) {
            new Snapshots(session).files().reversed().stream().map(Snapshots::read)
                .filter(each -> each != null && each.place().inputSequence() > behind)
                .filter(each -> due.isEmpty() || due.getLast().place().inputSequence() < each.place().inputSequence())
                .forEach(due::add);
        }
    }

    /** Before the input is played. */
    void onInput(final DirectBuffer buffer, final int offset) {
        if (state != null) {
            state.notes().note(buffer, offset);
        }
    }

    /** After the input was played. */
    void behind(final long sequence) {
        while (!due.isEmpty() && due.getFirst().place().inputSequence() <= sequence) {
            final Snapshot snapshot = due.removeFirst();
            if (snapshot.place().inputSequence() == sequence && difference == null) {
                engine.awaitAll();
                compare(snapshot);
            }
        }
    }

    private void compare(final Snapshot snapshot) {
        final Snapshot now = state.take(snapshot.place().inputChain(), snapshot.place().outputSequence(), snapshot.place().outputChain());
        if (!now.origin().fingerprint().equals(snapshot.origin().fingerprint())) {
            return;
        }
        if (Arrays.equals(now.image(), snapshot.image())) {
            same++;
        } else {
            difference = "the snapshot behind input " + snapshot.place().inputSequence() + " is not what a fold of the journal comes to there."
                + " Move the session's snapshots away unless it was cut, and say what happened.";
        }
    }

    /** Snapshots that are what the fold came to. */
    int same() {
        return same;
    }

    /** The first that is not, in words; null if there is none. */
    String difference() {
        return difference;
    }
}
