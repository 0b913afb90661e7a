package io.ringmaster.pipeline.engine;

import io.ringmaster.inference.ModelTimer;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.strategies.StrategyTimer;

/**
 * The connections of an engine. They do not affect its outputs.
 *
 * @param inputLog  records inputs before any of their effects leaves the process
 * @param outputs   receives the engine's outputs
 * @param timer     measures how long strategies take; {@link StrategyTimer#NONE} for no measurement
 * @param model     measures how long the model takes that decides; {@link ModelTimer#NONE} for no measurement
 * @param emergency runs when a stage fails, on the failing thread, to alert; the publisher gets an exception and cancels
 */
public record Connections(InputLog inputLog, OutputSink outputs, StrategyTimer timer, ModelTimer model, Runnable emergency) {

    /** Without timers and without an alert. */
    public Connections(final InputLog inputLog, final OutputSink outputs) {
        this(inputLog, outputs, StrategyTimer.NONE, ModelTimer.NONE, () -> { });
    }
}
