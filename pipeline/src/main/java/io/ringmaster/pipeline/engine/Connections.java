package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.strategies.StrategyTimer;

/**
 * What an engine is connected to. Changes nothing of what it says.
 *
 * @param inputLog  records inputs before anything that follows from them leaves
 * @param outputs   takes what the engine says
 * @param timer     watches how long strategies take; {@link StrategyTimer#NONE} to watch nothing
 * @param emergency runs when a stage fails, on the failing thread, to alert; the publisher learns of it as an exception and cancels
 */
public record Connections(InputLog inputLog, OutputSink outputs, StrategyTimer timer, Runnable emergency) {

    /** Without a watch on strategies and without an alert. */
    public Connections(final InputLog inputLog, final OutputSink outputs) {
        this(inputLog, outputs, StrategyTimer.NONE, () -> { });
    }
}
