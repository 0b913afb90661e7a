package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.snapshot.StateMismatchException;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The complete result of a fold of a journal: an engine's state, and the notes about the account. It can be stored as a {@link Snapshot} and restored
 * from one. Create it before the engine's first input, and use it while the engine is at rest.
 */
final class EngineState {

    private final Engine engine;
    private final AccountNotes notes = new AccountNotes();
    private final ObjectGraph notesGraph = ObjectGraph.of(List.of(notes));
    private final Identity identity;

    /**
     * What a snapshot must have in common with the engine that it is restored into.
     *
     * @param build          build of this program
     * @param configSha256   digest of the session's first configuration
     * @param topology       topology that the engine was built with
     * @param configurations finds the later configurations of the session
     */
    record Identity(String build, String configSha256, TopologySettings topology, Configurations configurations) {
    }

    /** @param engine an engine that accepts later configurations */
    EngineState(final Engine engine, final Identity identity) {
        this.engine = engine;
        this.identity = identity;
    }

    AccountNotes notes() {
        return notes;
    }

    /** Prepares the engine for a snapshot. Returns the reason why it cannot be restored, or an empty text if it can. */
    String prepareFor(final Snapshot snapshot) {
        if (!snapshot.origin().build().equals(identity.build)) {
            return "build " + snapshot.origin().build() + " wrote it, but this is build " + identity.build;
        }
        if (snapshot.origin().shards() != identity.topology.shards()) {
            return "it has " + snapshot.origin().shards() + " strategy shards, but this engine has " + identity.topology.shards();
        }
        if (!snapshot.origin().configSha256().equals(configSha256())) {
            final boolean isFirst = snapshot.origin().configSha256().equals(identity.configSha256);
            try {
                final String needed = snapshot.origin().configSha256();
                engine.beginWith(identity.configurations.configuration(needed), isFirst ? "" : needed);
            } catch (final InvalidInputException e) {
                return "its configuration is not available: " + e.getMessage();
            }
        }
        return snapshot.origin().fingerprint().equals(fingerprint()) ? "" : "its objects have another structure";
    }

    /** Rebuilds the engine in its initial state, even if it was prepared or partly restored. */
    void begin() {
        engine.beginWith(identity.configurations.configuration(identity.configSha256), "");
    }

    private String configSha256() {
        return engine.reconfiguredTo().isEmpty() ? identity.configSha256 : engine.reconfiguredTo();
    }

    private List<ObjectGraph> graphs() {
        final List<ObjectGraph> all = new ArrayList<>(engine.graphs());
        all.add(notesGraph);
        return all;
    }

    private String fingerprint() {
        return SessionDirectory.sha256(graphs().stream().map(ObjectGraph::fingerprint).collect(Collectors.joining()));
    }

    /** @throws StateMismatchException if the state does not fit; the engine is then unusable */
    void restore(final Snapshot snapshot) {
        final ByteBuffer image = ByteBuffer.wrap(snapshot.image());
        for (final ObjectGraph graph : graphs()) {
            final byte[] part = new byte[image.getInt()];
            image.get(part);
            graph.restore(part);
        }
        engine.continueBehind(snapshot.place().inputSequence(), snapshot.place().inputTimeNs());
        engine.status().restoreCounts(snapshot.counts());
    }

    /** The state after the last input. */
    Snapshot take(final int inputChain, final long outputSequence, final int outputChain) {
        return new Snapshot(
            new Snapshot.Place(engine.lastSequence(), engine.lastTimeNs(), inputChain, outputSequence, outputChain),
            new Snapshot.Origin(identity.build, configSha256(), fingerprint(), identity.topology.shards()), engine.status().counts(), image());
    }

    private byte[] image() {
        final List<byte[]> parts = graphs().stream().map(ObjectGraph::save).toList();
        final ByteBuffer whole = ByteBuffer.allocate(parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        parts.forEach(part -> whole.putInt(part.length).put(part));
        return whole.array();
    }
}
