package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.EventTimes;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Plays a made market through engines of the session's configuration, so that the JVM compiles the code of the hot path before the first event that
 * counts. The engines reach no venue and are thrown away. They are wired as a session is, with journals in a temporary directory that is deleted at the
 * end, because code that is compiled for one kind of journal is compiled again when it meets another.
 */
public final class CodeWarmup {

    /** The longest time that a session may wait for it. */
    public static final int MOST_SECONDS = 60;
    /** Of an instrument in the time of the shortest bar of any strategy. */
    private static final int EVENTS_PER_BAR = 60;
    /** Of the market in the first round; each further one has twice as many. */
    private static final long FIRST_EVENTS = 4_000;
    private static final int BLOCK_BYTES = 1 << 22;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String NO_CONFIGURATION = "0".repeat(64);

    private final Settings settings;
    private final Supplier<EngineConfig> configs;
    private final Path parent;
    private final TopologySettings topology;
    private final BiFunction<StrategySpec, IndicatorSource, Strategy> strategies;
    private EventTimes times = EventTimes.NONE;

    /** How much was played. */
    public record Played(int rounds, long events, long decisions, long fills) {

        private Played plus(final EngineStatus status) {
            return new Played(
                rounds + 1, events + status.get(Figure.EVENTS), decisions + status.get(Figure.DECISIONS), fills + status.get(Figure.FILLS));
        }
    }

    /**
     * @param configs a configuration for one engine, each time
     * @param parent  of the temporary directories
     */
    public CodeWarmup(
        final Settings settings, final Supplier<EngineConfig> configs, final TopologySettings topology,
        final BiFunction<StrategySpec, IndicatorSource, Strategy> strategies, final Path parent) {
        this.settings = settings;
        this.configs = configs;
        this.parent = parent;
        this.topology = topology.withMode(TopologySettings.Mode.COMPACT).on(1);
        this.strategies = strategies;
    }

    /** Lets the code that takes the times of events be compiled too. */
    public CodeWarmup with(final EventTimes other) {
        times = other;
        return this;
    }

    /**
     * Plays rounds, each with a new engine, because code is compiled again when a new session comes to paths that were not taken since it was compiled.
     *
     * @param isWanted whether to go on; asked before each event of the market
     * @param isEnough whether another round is needless; asked after each
     */
    public Played run(final BooleanSupplier isWanted, final BooleanSupplier isEnough) {
        Played played = new Played(0, 0, 0, 0);
        long events = FIRST_EVENTS;
        do {
            played = played.plus(round(events, isWanted));
            events *= 2;
        } while (isWanted.getAsBoolean() && !isEnough.getAsBoolean());
        return played;
    }

    private EngineStatus round(final long events, final BooleanSupplier isWanted) {
        final Path directory = Directories.temporary(parent, "ringmaster-warm-up");
        try {
            return round(new SessionDirectory(directory), events, isWanted);
        } finally {
            Directories.delete(directory);
        }
    }

    private EngineStatus round(final SessionDirectory directory, final long events, final BooleanSupplier isWanted) {
        final EngineConfig config = configs.get();
        final StrategyWatchdog watchdog = new StrategyWatchdog(config.strategies());
        directory.writeConfiguration(settings.canonicalText());
        try (SessionJournal journal = SessionJournal.open(directory, journals());
             Engine engine = new Engine(
                 config, topology, new Connections(
                     journal.inputLog(), new Activity(journal.outputs()), watchdog, watchdog, journal.models(), times, () -> { }),
                 Configurations.NONE, strategies)) {
            final AtomicLong left = new AtomicLong(events);
            play(engine, config, () -> left.getAndDecrement() > 0 && isWanted.getAsBoolean());
            return engine.status();
        }
    }

    /** In small blocks, because space for them is taken ahead. */
    private JournalSettings journals() {
        final JournalSettings all = settings.journal();
        return new JournalSettings(
            all.commitIntervalNs(), all.maxDurableLagNs(), all.diskFloorBytes(), BLOCK_BYTES, all.roll(), false, JournalSettings.Limits.NONE);
    }

    private void play(final Engine engine, final EngineConfig config, final BooleanSupplier isWanted) {
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
