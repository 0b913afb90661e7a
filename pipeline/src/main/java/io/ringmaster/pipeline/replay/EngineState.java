package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.snapshot.StateMismatchException;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a fold of a journal comes to: an engine's state, and what is noted of the account. It can be kept as a {@link Snapshot} and be taken
 * from one. To be made before the engine's first input, and used while it is at rest.
 */
final class EngineState {

    private final Engine engine;
    private final AccountNotes notes = new AccountNotes();
    private final ObjectGraph graph;
    private final Identity identity;

    /**
     * What a snapshot has to share with the engine it is used for.
     *
     * @param build        of this program
     * @param configSha256 of the session's configuration
     * @param topology     what the engine was built with
     */
    record Identity(String build, String configSha256, TopologySettings topology) {
    }

    EngineState(final Engine engine, final Identity identity) {
        this.engine = engine;
        this.identity = identity;
        final List<Object> roots = new ArrayList<>(engine.state());
        roots.add(notes);
        graph = ObjectGraph.of(roots);
    }

    AccountNotes notes() {
        return notes;
    }

    /** Why a snapshot can't be used here; empty if it can. */
    String objectionTo(final Snapshot snapshot) {
        if (!snapshot.configSha256().equals(identity.configSha256)) {
            return "it was folded with another configuration";
        }
        if (!snapshot.build().equals(identity.build)) {
            return "build " + snapshot.build() + " folded it, and this is " + identity.build;
        }
        if (snapshot.shards() != identity.topology.shards()) {
            return "it is of " + snapshot.shards() + " strategy shards, and there are " + identity.topology.shards() + " here";
        }
        return snapshot.fingerprint().equals(graph.fingerprint()) ? "" : "its objects are built in another way";
    }

    /** @throws StateMismatchException if the state does not fit; the engine can't be used then */
    void restore(final Snapshot snapshot) {
        graph.restore(snapshot.image());
        engine.continueBehind(snapshot.inputSequence(), snapshot.inputTimeNs());
        engine.status().restoreCounts(snapshot.counts());
    }

    /** The state as it is behind the last input. */
    Snapshot take(final int inputChain, final long outputSequence, final int outputChain) {
        return new Snapshot(
            engine.lastSequence(), engine.lastTimeNs(), inputChain, outputSequence, outputChain, identity.build, identity.configSha256,
            graph.fingerprint(), identity.topology.shards(), engine.status().counts(), graph.save());
    }
}
