package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.engine.Engine;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Compares a session's snapshots with a fold of the records before them: a restart from a snapshot must reach the same state. Snapshots of other
 * builds or other numbers of shards are ignored.
 */
final class SnapshotCheck {

    private final Engine engine;
    private final EngineState state;
    private final ReplayedModels models;
    private final ArrayDeque<Snapshot> due = new ArrayDeque<>();
    private int same;
    private String difference;

    /**
     * @param state  the engine's state; null if it keeps its first configuration, and then no snapshot is checked
     * @param behind only snapshots after this input are checked
     * @param models while they lack the reference of a drift, which is state, no snapshot is checked
     */
    SnapshotCheck(
        final SessionDirectory session, final Engine engine, final EngineState state, final long behind, final ReplayedModels models) {
        this.engine = engine;
        this.models = models;
        this.state = state;
        if (state != null) {
            new Snapshots(session).files().reversed().stream().map(Snapshots::read)
                .filter(each -> each != null && each.place().inputSequence() > behind)
                .filter(each -> due.isEmpty() || due.getLast().place().inputSequence() < each.place().inputSequence())
                .forEach(due::add);
        }
    }

    /** Call it before the input is played. */
    void onInput(final DirectBuffer buffer, final int offset) {
        if (state != null) {
            state.notes().note(buffer, offset);
        }
    }

    /** Call it after the input was played. */
    void behind(final long sequence) {
        while (!due.isEmpty() && due.getFirst().place().inputSequence() <= sequence) {
            final Snapshot snapshot = due.removeFirst();
            if (snapshot.place().inputSequence() == sequence && difference == null && !models.lackReference()) {
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
            difference = "the snapshot after input " + snapshot.place().inputSequence() + " differs from the state that the journal gives there."
                + " Report this fault. If the session was not cut, move its snapshots away.";
        }
    }

    /** Number of snapshots that equal the fold. */
    int same() {
        return same;
    }

    /** The first that differs, in words; null if there is none. */
    String difference() {
        return difference;
    }
}
