package io.ringmaster.pipeline.engine;

import io.ringmaster.inference.ModelTimer;
import io.ringmaster.pipeline.port.EventTimes;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.strategies.StrategyTimer;

/**
 * The connections of an engine. They do not affect its outputs, as long as the engines of its models compute.
 *
 * @param inputLog  records inputs before any of their effects leaves the process
 * @param outputs   receives the engine's outputs
 * @param timer     measures how long strategies take; {@link StrategyTimer#NONE} for no measurement
 * @param model     measures how long the model takes that decides; {@link ModelTimer#NONE} for no measurement
 * @param engines   opens the engines of models
 * @param times     receives the times of each event; {@link EventTimes#NONE} for no measurement
 * @param emergency runs when a stage fails, on the failing thread, to alert; the publisher gets an exception and cancels
 */
public record Connections(
    InputLog inputLog, OutputSink outputs, StrategyTimer timer, ModelTimer model, ModelEngines engines, EventTimes times, Runnable emergency) {

    /** Without the times of each event. */
    public Connections(
        final InputLog inputLog, final OutputSink outputs, final StrategyTimer timer, final ModelTimer model, final ModelEngines engines,
        final Runnable emergency) {
        this(inputLog, outputs, timer, model, engines, EventTimes.NONE, emergency);
    }

    /** With engines that compute. */
    public Connections(
        final InputLog inputLog, final OutputSink outputs, final StrategyTimer timer, final ModelTimer model, final Runnable emergency) {
        this(inputLog, outputs, timer, model, ModelEngines.COMPUTING, emergency);
    }

    /** Without timers and without an alert. */
    public Connections(final InputLog inputLog, final OutputSink outputs, final ModelEngines engines) {
        this(inputLog, outputs, StrategyTimer.NONE, ModelTimer.NONE, engines, () -> { });
    }

    /** Without timers and without an alert, with engines that compute. */
    public Connections(final InputLog inputLog, final OutputSink outputs) {
        this(inputLog, outputs, StrategyTimer.NONE, ModelTimer.NONE, () -> { });
    }
}
