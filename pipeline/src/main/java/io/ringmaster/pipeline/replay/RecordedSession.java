package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;

/**
 * A session on disk and the program that folds or replays it.
 *
 * @param config         the configuration the session began with
 * @param topology       what engines that fold it are built with, with nothing left to decide: see {@link TopologySettings#on}
 * @param build          version and commit of this program
 * @param configurations finds the configurations that the session was given later
 */
public record RecordedSession(
    SessionDirectory directory, EngineConfig config, TopologySettings topology, String build, Configurations configurations) {

    /** The same on one thread without latency stamps, with as many shards. */
    RecordedSession compact() {
        return with(topology.withMode(TopologySettings.Mode.COMPACT).withoutTiming());
    }

    RecordedSession with(final TopologySettings other) {
        return new RecordedSession(directory, config, other, build, configurations);
    }

    /** A new engine whose inputs are recorded already. */
    Engine engine(final OutputSink outputs) {
        return new Engine(config, topology, new Connections(InputLog.NONE, outputs), configurations);
    }

    /** The state of an engine that was built for this session. */
    EngineState state(final Engine engine) {
        return new EngineState(
            engine, new EngineState.Identity(build, SessionDirectory.sha256(directory.readConfiguration()), topology, configurations));
    }
}
