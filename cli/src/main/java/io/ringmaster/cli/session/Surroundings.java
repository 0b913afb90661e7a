package io.ringmaster.cli.session;

import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The environment of a live session.
 *
 * @param strategies creates the strategies
 * @param exit       ends the process with a code, even if threads still run
 */
public record Surroundings(
    EpochNanoClock clock, SessionView view, BiFunction<StrategySpec, IndicatorSource, Strategy> strategies, IntConsumer exit) {

    /** Uses the strategies of the catalog, and ends this process. */
    public Surroundings(final EpochNanoClock clock, final SessionView view) {
        this(clock, view, StrategyCatalog::create, Runtime.getRuntime()::halt);
    }
}
