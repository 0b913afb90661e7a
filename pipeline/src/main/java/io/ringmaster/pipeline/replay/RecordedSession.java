package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelEngines;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;

/**
 * A session on disk and the program that folds or replays it.
 *
 * @param config         the first configuration of the session
 * @param topology       topology of engines that fold it, resolved without AUTO: see {@link TopologySettings#on}
 * @param build          version and commit of this program
 * @param configurations finds the later configurations of the session
 */
public record RecordedSession(
    SessionDirectory directory, EngineConfig config, TopologySettings topology, String build, Configurations configurations) {

    /** The same session on one thread without latency stamps, with as many shards. */
    RecordedSession compact() {
        return with(topology.withMode(TopologySettings.Mode.COMPACT).withoutTiming());
    }

    RecordedSession with(final TopologySettings other) {
        return new RecordedSession(directory, config, other, build, configurations);
    }

    /** A new engine for inputs that are already recorded; its models compute. */
    Engine engine(final OutputSink outputs) {
        return engine(outputs, ModelEngines.COMPUTING);
    }

    /** The same, with these engines for its models. */
    Engine engine(final OutputSink outputs, final ModelEngines models) {
        return new Engine(config, topology, new Connections(InputLog.NONE, outputs, models), configurations);
    }

    /** The state of an engine that was built for this session. */
    EngineState state(final Engine engine) {
        return new EngineState(
            engine, new EngineState.Identity(build, SessionDirectory.sha256(directory.readConfiguration()), topology, configurations));
    }
}
