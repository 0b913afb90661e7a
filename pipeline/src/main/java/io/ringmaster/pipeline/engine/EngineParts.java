package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import java.util.function.BiFunction;

/**
 * What stays the same in an engine whatever its configuration.
 *
 * @param orders      takes order intents on their way to the gateway
 * @param factory     makes the strategies
 * @param keepsGraphs whether the state must be found again: for snapshots, and to carry it over to another configuration
 */
record EngineParts(
    TopologySettings topology, Connections connections, OrderGateway orders, HaltOnFailure halt, Figures figures, boolean keepsGraphs,
    BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {

    /** What people look at. */
    record Figures(EngineStatus status, LatencyRecorder latency) { }
}
