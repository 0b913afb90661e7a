package io.ringmaster.cli.session;

import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The environment of a live session.
 *
 * @param strategies creates the strategies
 * @param exit       ends the process with a code, even if threads still run
 * @param outputs    of the journal's sink makes the one that receives the outputs and passes them on
 */
public record Surroundings(
    EpochNanoClock clock, SessionView view, BiFunction<StrategySpec, IndicatorSource, Strategy> strategies, IntConsumer exit,
    UnaryOperator<OutputSink> outputs) {

    /** Only the journal receives the outputs. */
    public Surroundings(
        final EpochNanoClock clock, final SessionView view, final BiFunction<StrategySpec, IndicatorSource, Strategy> strategies,
        final IntConsumer exit) {
        this(clock, view, strategies, exit, UnaryOperator.identity());
    }

    /** Uses the strategies of the catalog, and ends this process. */
    public Surroundings(final EpochNanoClock clock, final SessionView view) {
        this(clock, view, StrategyCatalog::create, Runtime.getRuntime()::halt);
    }

    Surroundings with(final UnaryOperator<OutputSink> otherOutputs) {
        return new Surroundings(clock, view, strategies, exit, otherOutputs);
    }
}
