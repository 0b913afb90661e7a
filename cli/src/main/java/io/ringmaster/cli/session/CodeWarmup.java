package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Plays a made market through an engine of the session's configuration, before the session begins, so that the JVM compiles the code of the hot path
 * before the first event that counts. The engine writes nothing, reaches no venue and is thrown away.
 */
final class CodeWarmup {

    /** Of an instrument in the time of the shortest bar of any strategy. */
    private static final int EVENTS_PER_BAR = 60;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String NO_CONFIGURATION = "0".repeat(64);

    private final Settings settings;
    private final EngineConfig config;
    private final TopologySettings topology;
    private final BiFunction<StrategySpec, IndicatorSource, Strategy> strategies;

    /** How much was played. */
    record Played(long events, long decisions, long fills) { }

    CodeWarmup(
        final Settings settings, final EngineConfig config, final TopologySettings topology,
        final BiFunction<StrategySpec, IndicatorSource, Strategy> strategies) {
        this.settings = settings;
        this.config = config;
        this.topology = topology.oneThread();
        this.strategies = strategies;
    }

    /** @param isWanted whether to go on; asked before each event of the market */
    Played run(final BooleanSupplier isWanted) {
        final StrategyWatchdog watchdog = new StrategyWatchdog(config.strategies());
        final OutputDigest outputs = new OutputDigest((buffer, offset, length) -> { });
        try (Engine engine = new Engine(
            config, topology, new Connections(InputLog.NONE, outputs, watchdog, watchdog, () -> { }), Configurations.NONE, strategies)) {
            play(engine, isWanted);
            final EngineStatus status = engine.status();
            return new Played(status.get(Figure.EVENTS), status.get(Figure.DECISIONS), status.get(Figure.FILLS));
        }
    }

    private void play(final Engine engine, final BooleanSupplier isWanted) {
        final SimulatedVenue venue = new SimulatedVenue(
            config.instruments(), settings.venue(), config.session().initialCashE8(), config.session().seed(), engine);
        final long barNs = config.strategies().stream().mapToLong(StrategySpec::timeframeNs).min().orElse(SECOND_NS);
        final long stepNs = Math.max(1, barNs / EVENTS_PER_BAR / config.instruments().size());
        final MadeMarket market = new MadeMarket(
            config.instruments(), SECOND_NS + config.session().warmupNs(), stepNs, isWanted);
        final LockstepDriver driver = new LockstepDriver(engine, market, venue, Math.max(stepNs, config.session().tickNs()), Pacer.UNPACED, Interjections.NONE);
        final SessionMessages messages = new SessionMessages(engine);
        messages.start(SECOND_NS, config, "warm-up", NO_CONFIGURATION);
        if (driver.firstTimeNs() == Long.MAX_VALUE) {
            return;
        }
        messages.command(SECOND_NS, CommandKind.ARM, "warm-up");
        driver.run(Long.MAX_VALUE - 1);
    }
}
