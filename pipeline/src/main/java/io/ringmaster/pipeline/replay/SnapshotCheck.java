package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * Holds a session's snapshots against a fold from its beginning: a restart from one of them must come to what a fold of everything comes to.
 * Those of other builds or other numbers of shards are not looked at.
 */
final class SnapshotCheck {

    private final Engine engine;
    private final EngineState state;
    private final ArrayDeque<Snapshot> due = new ArrayDeque<>();
    private int same;
    private String difference;

    SnapshotCheck(final SessionDirectory session, final Engine engine, final TopologySettings topology, final Configurations configurations) {
        this.engine = engine;
        if (configurations == Configurations.NONE) {
            state = null;
            return;
        }
        state = new EngineState(
            engine, new EngineState.Identity("", SessionDirectory.sha256(session.readConfiguration()), topology, configurations));
        new Snapshots(session).files().reversed().stream().map(Snapshots::read).filter(Objects::nonNull).forEach(due::add);
    }

    /** Before the input is played. */
    void onInput(final DirectBuffer buffer, final int offset) {
        if (state != null) {
            state.notes().note(buffer, offset);
        }
    }

    /** After the input was played. */
    void behind(final long sequence) {
        while (!due.isEmpty() && due.getFirst().inputSequence() <= sequence) {
            final Snapshot snapshot = due.removeFirst();
            if (snapshot.inputSequence() == sequence && difference == null) {
                engine.awaitAll();
                compare(snapshot);
            }
        }
    }

    private void compare(final Snapshot snapshot) {
        final Snapshot now = state.take(snapshot.inputChain(), snapshot.outputSequence(), snapshot.outputChain());
        if (!now.fingerprint().equals(snapshot.fingerprint())) {
            return;
        }
        if (Arrays.equals(now.image(), snapshot.image())) {
            same++;
        } else {
            difference = "the snapshot behind input " + snapshot.inputSequence() + " is not what a fold of the whole journal comes to there."
                + " Delete the session's snapshots, and say what happened.";
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
