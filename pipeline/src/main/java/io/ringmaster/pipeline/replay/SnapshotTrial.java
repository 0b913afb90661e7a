package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.StrategyTimer;
import java.util.Arrays;

/**
 * Starts an engine from a snapshot, to see that it can be done before anything is removed that the snapshot stands for.
 *
 * @param config         the configuration the session began with
 * @param build          version and commit of this program
 * @param configurations finds those the session was given later
 */
public record SnapshotTrial(
    SessionDirectory session, EngineConfig config, TopologySettings topology, String build, Configurations configurations) {

    private static final InputLog NO_LOG = (sequence, buffer, offset, length) -> { };
    private static final OutputSink NO_OUTPUT = (buffer, offset, length) -> { };

    /** Why the snapshot can't be started from; empty if it can. */
    String objection(final Snapshot snapshot) {
        final TopologySettings compact = topology.withMode(TopologySettings.Mode.COMPACT).withoutTiming().withShards(snapshot.shards()).on(1);
        try (Engine engine = new Engine(config, compact, NO_LOG, NO_OUTPUT, StrategyTimer.NONE, () -> { }, configurations)) {
            final EngineState state = new EngineState(
                engine, new EngineState.Identity(build, SessionDirectory.sha256(session.readConfiguration()), compact, configurations));
            final String objection = FoldStart.restore(state, snapshot);
            if (!objection.isEmpty()) {
                return objection;
            }
            final Snapshot again = state.take(snapshot.inputChain(), snapshot.outputSequence(), snapshot.outputChain());
            return Arrays.equals(again.image(), snapshot.image()) ? "" : "what is restored from it is not what it says";
        }
    }
}
