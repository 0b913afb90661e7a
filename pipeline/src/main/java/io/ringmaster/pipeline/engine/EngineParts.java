package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import java.util.function.BiFunction;

/**
 * What stays the same in an engine whatever its configuration.
 *
 * @param factory     makes the strategies
 * @param keepsGraphs whether the state must be found again: for snapshots, and to carry it over to another configuration
 */
record EngineParts(
    TopologySettings topology, InputLog inputLog, OutputSink outputs, OrderGateway orders, StrategyTimer timer, HaltOnFailure halt, EngineStatus status,
    LatencyRecorder latency, boolean keepsGraphs, BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {
}
