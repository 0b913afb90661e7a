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
 * All that a fold of a journal comes to: an engine's state, and what is noted of the account. It can be kept as a {@link Snapshot} and be taken
 * from one. To be made before the engine's first input, and used while it is at rest.
 */
final class EngineState {

    private final Engine engine;
    private final AccountNotes notes = new AccountNotes();
    private final ObjectGraph notesGraph = ObjectGraph.of(List.of(notes));
    private final Identity identity;

    /**
     * What a snapshot has to share with the engine it is used for.
     *
     * @param build          of this program
     * @param configSha256   of the configuration the session began with
     * @param topology       what the engine was built with
     * @param configurations finds those it was given later
     */
    record Identity(String build, String configSha256, TopologySettings topology, Configurations configurations) {
    }

    /** @param engine one that knows further configurations */
    EngineState(final Engine engine, final Identity identity) {
        this.engine = engine;
        this.identity = identity;
    }

    AccountNotes notes() {
        return notes;
    }

    /** Makes the engine one that a snapshot can be restored into; says why that can't be, or nothing if it can. */
    String prepareFor(final Snapshot snapshot) {
        if (!snapshot.origin().build().equals(identity.build)) {
            return "build " + snapshot.origin().build() + " folded it, and this is " + identity.build;
        }
        if (snapshot.origin().shards() != identity.topology.shards()) {
            return "it is of " + snapshot.origin().shards() + " strategy shards, and there are " + identity.topology.shards() + " here";
        }
        if (!snapshot.origin().configSha256().equals(configSha256())) {
            final boolean isFirst = snapshot.origin().configSha256().equals(identity.configSha256);
            try {
                engine.beginWith(identity.configurations.configuration(snapshot.origin().configSha256()), isFirst ? "" : snapshot.origin().configSha256());
            } catch (final InvalidInputException e) {
                return "its configuration is not at hand: " + e.getMessage();
            }
        }
        return snapshot.origin().fingerprint().equals(fingerprint()) ? "" : "its objects are built in another way";
    }

    /** Makes the engine what it was built as, whatever was prepared or half restored. */
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

    /** @throws StateMismatchException if the state does not fit; the engine can't be used then */
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

    /** The state as it is behind the last input. */
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
