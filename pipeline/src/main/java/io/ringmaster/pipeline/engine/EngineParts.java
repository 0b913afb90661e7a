package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import java.util.function.BiFunction;

/**
 * The parts of an engine that do not depend on its configuration.
 *
 * @param orders      order intents on their way to the gateway
 * @param factory     creates the strategies
 * @param keepsGraphs whether to keep access to the state, for snapshots and for a change of configuration
 */
record EngineParts(
    TopologySettings topology, Connections connections, OrderRing orders, HaltOnFailure halt, Figures figures, boolean keepsGraphs,
    BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {

    /** The displayed figures. */
    record Figures(EngineStatus status, LatencyRecorder latency) { }
}
